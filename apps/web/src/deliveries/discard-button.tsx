import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import { forgetAccessCodes, forgetDraftSecrets } from '../transfer/draft-secrets.ts';
import { uploads } from '../transfer/transfers.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useAction } from '../ui/use-action.ts';

export function DiscardButton({ id }: { readonly id: string }) {
  const { compose: t } = useText();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const discard = () =>
    run(async () => {
      await call('DELETE /api/v1/deliveries/:id', { params: { id } });
      uploads.forget({ deliveryId: id });
      await forgetAccessCodes(id);
      await forgetDraftSecrets(id);
      navigate('/deliveries', 'replace');
    });
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {t.discard}
      </button>
      {asking && (
        <ConfirmDialog
          title={t.discardTitle}
          action={t.discard}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void discard()}
          onClose={() => setAsking(false)}
        >
          <p>{t.discardText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
