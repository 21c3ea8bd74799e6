import type { Limits } from '@umschlag/contract';
import { useRef, useState } from 'preact/hooks';
import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { type Admission, admitFiles } from '../transfer/admit-files.ts';
import type { PickedFile, Transfer } from '../transfer/messages.ts';
import { pickedFromDrop, pickedFromInput } from '../transfer/pick-files.ts';
import { nameOf } from '../ui/file-name.tsx';

interface FileAreaProps {
  readonly transfers: readonly Transfer[];
  readonly limits: Limits;
  add(picked: readonly PickedFile[]): void;
}

type Rejected = Admission<PickedFile>['rejected'];

/** Where files and folders are dropped or chosen. What the server would refuse is told at once. */
export function FileArea({ transfers, limits, add }: FileAreaProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const [over, setOver] = useState(false);
  const [rejected, setRejected] = useState<Rejected>([]);

  const take = (picked: readonly PickedFile[]) => {
    const candidates = picked.map((one) => ({ ...one, sizeBytes: one.file.size }));
    const admission = admitFiles(candidates, transfers, limits);
    setRejected(admission.rejected);
    if (admission.accepted.length > 0)
      add(admission.accepted.map(({ path, file, handle }) => ({ path, file, handle })));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) void pickedFromDrop(event.dataTransfer).then(take);
  };
  const onDrag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  const size = (bytes: number) => formatLimit(bytes, language);

  return (
    <>
      <section
        aria-labelledby="drop-label"
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => onDrag(event, true)}
        onDragLeave={(event) => onDrag(event, false)}
        onDrop={onDrop}
      >
        <p id="drop-label">{t.drop}</p>
        <div class="button-row">
          <PickButton id="files-input" label={t.chooseFiles} take={take} />
          <PickButton id="folder-input" label={t.chooseFolder} folder take={take} />
        </div>
        <p class="hint">{t.limits(size(limits.maxFileBytes), size(limits.maxDeliveryBytes), limits.maxFiles)}</p>
      </section>
      <div role="alert">{rejected.length > 0 && <RejectedList rejected={rejected} limits={limits} />}</div>
    </>
  );
}

function RejectedList({ rejected, limits }: { readonly rejected: Rejected; readonly limits: Limits }) {
  const { t: texts, language } = useLanguage();
  const { rejected: title, reasons } = texts.compose;
  const sentences = {
    name: reasons.name,
    duplicate: reasons.duplicate,
    size: reasons.size(formatLimit(limits.maxFileBytes, language)),
    total: reasons.total(formatLimit(limits.maxDeliveryBytes, language)),
    count: reasons.count(limits.maxFiles),
  };
  return (
    <div class="notice error">
      <p>{title}</p>
      <ul>
        {rejected.slice(0, 20).map(({ path, reason }) => (
          <li key={path.join('/')}>
            <strong>{nameOf(path)}</strong>: {sentences[reason]}
          </li>
        ))}
        {rejected.length > 20 && <li>… +{rejected.length - 20}</li>}
      </ul>
    </div>
  );
}

interface PickButtonProps {
  readonly id: string;
  readonly label: string;
  readonly folder?: boolean;
  take(picked: readonly PickedFile[]): void;
}

/** A button that opens the browser's own dialog; the input itself is out of sight and out of the tab order. */
function PickButton({ id, label, folder, take }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: { currentTarget: HTMLInputElement }) => {
    const picked = pickedFromInput(event.currentTarget.files ?? new DataTransfer().files);
    take(picked);
    // So that the same file can be chosen again after it was removed.
    event.currentTarget.value = '';
  };
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        id={id}
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(folder ? { webkitdirectory: true } : {})}
        onChange={onChange}
      />
    </>
  );
}
