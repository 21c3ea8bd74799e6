import type { UploadLink } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface CloseButtonProps {
  readonly uploadLink: UploadLink;
  changed(uploadLink: UploadLink, text: string): void;
}

export function CloseButton({ uploadLink, changed }: CloseButtonProps) {
  const { detail: t } = useUploadLinkText();
  const [asking, setAsking] = useState(false);
  const { busy, problem, setProblem, run } = useAction();
  const close = () =>
    run(async () => {
      const answer = await call('POST /api/v1/upload-links/:id/close', { params: { id: uploadLink.id } });
      setAsking(false);
      changed(answer.uploadLink, t.closed);
    });
  return (
    <>
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        {t.close}
      </button>
      {asking && (
        <ConfirmDialog
          title={t.closeTitle}
          action={t.closeNow}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void close()}
          onClose={() => {
            setAsking(false);
            setProblem(undefined);
          }}
        >
          <p>{t.closeText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
