import type { Limits } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { admitFiles } from '../transfer/admit-files.ts';
import type { PickedFile, Transfer } from '../transfer/messages.ts';
import { pickedFromDrop } from '../transfer/pick-files.ts';
import { PickButton } from './pick-button.tsx';
import { type Rejected, RejectedList } from './rejected-list.tsx';

interface FileAreaProps {
  readonly transfers: readonly Transfer[];
  readonly limits: Limits;
  add(picked: readonly PickedFile[]): void;
}

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
      <RejectedList rejected={rejected} limits={limits} />
    </>
  );
}
