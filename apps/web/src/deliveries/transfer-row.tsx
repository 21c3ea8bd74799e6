import { useRef } from 'preact/hooks';
import { sentenceOf } from '../i18n/errors.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { isUnderWay, uploads } from '../transfer/transfers.ts';
import { FileName, nameOf } from '../ui/file-name.tsx';

interface TransferRowProps {
  readonly transfer: Transfer;
  /** Whether its progress is shown around it already. */
  readonly withoutBar?: boolean;
}

/** One file of a draft: where it stands, and what can be done with it. */
export function TransferRow({ transfer, withoutBar }: TransferRowProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const { id, sizeBytes, sentBytes, phase, problem } = transfer;
  const path = transfer.path.length > 0 ? transfer.path : [t.encryptedFile(transfer.position + 1)];
  const name = nameOf(path);
  const showsProgress = !withoutBar && (isUnderWay(transfer) || phase === 'paused');
  return (
    <li>
      <div class="list-main">
        <FileName path={path} />
        <p class="meta">
          <span>{formatBytes(sizeBytes, language)}</span>{' '}
          <span class={`transfer-state ${phase}`}>
            {t.phases[phase]}
            {problem ? ` – ${sentenceOf(texts.errors, problem.code, problem.details)}` : ''}
          </span>
        </p>
        {transfer.changed && <p>{t.changed}</p>}
        {transfer.wrongFile && <p class="field-error">{t.wrongFile}</p>}
        {showsProgress && (
          <progress aria-label={t.progressOf(name)} value={sizeBytes === 0 ? 0 : sentBytes / sizeBytes} max={1} />
        )}
      </div>
      <div class="button-row">
        {isUnderWay(transfer) && (
          <button type="button" class="button" aria-label={t.pauseFile(name)} onClick={() => uploads.pause(id)}>
            {t.pause}
          </button>
        )}
        {(phase === 'paused' || phase === 'failed') && (
          <button type="button" class="button" aria-label={t.resumeFile(name)} onClick={() => uploads.resume(id)}>
            {t.resume}
          </button>
        )}
        {phase === 'permission' && <AllowButton transfer={transfer} />}
        {phase === 'choose' && <ChooseAgain transfer={transfer} />}
        <button type="button" class="button quiet" aria-label={t.removeFile(name)} onClick={() => uploads.remove(id)}>
          {texts.common.remove}
        </button>
      </div>
    </li>
  );
}

/** The browser wants a press before a file of an earlier visit may be read again. */
function AllowButton({ transfer }: { readonly transfer: Transfer }) {
  const { compose: t } = useLanguage().t;
  const allow = async () => {
    const handle = transfer.handle as
      | (FileSystemFileHandle & { requestPermission(mode: { mode: 'read' }): Promise<PermissionState> })
      | undefined;
    if (!handle || (await handle.requestPermission({ mode: 'read' })) !== 'granted') return;
    uploads.choose(transfer.id, { path: transfer.path, file: await handle.getFile(), handle });
  };
  return (
    <button type="button" class="button primary" onClick={() => void allow()}>
      {t.allow}
    </button>
  );
}

function ChooseAgain({ transfer }: { readonly transfer: Transfer }) {
  const { compose: t } = useLanguage().t;
  const input = useRef<HTMLInputElement>(null);
  const label = `${t.chooseAgain}: ${nameOf(transfer.path)}`;
  const onChange = (event: { currentTarget: HTMLInputElement }) => {
    const file = event.currentTarget.files?.[0];
    if (file) uploads.choose(transfer.id, { path: transfer.path, file, handle: undefined });
    event.currentTarget.value = '';
  };
  return (
    <>
      <button type="button" class="button primary" aria-label={label} onClick={() => input.current?.click()}>
        {t.chooseAgain}
      </button>
      <input ref={input} type="file" hidden aria-label={label} onChange={onChange} />
    </>
  );
}
