import { useState } from 'preact/hooks';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface OtherBeginningProps {
  /** Whether something was written that would be lost. */
  readonly isChanged: boolean;
  onOther(): void;
}

/** The way back to the choice of templates; it asks first where something was written. */
export function OtherBeginning({ isChanged, onOther }: OtherBeginningProps) {
  const { form: t } = useUploadLinkText();
  const [asking, setAsking] = useState(false);
  return (
    <p>
      <button type="button" class="button" onClick={() => (isChanged ? setAsking(true) : onOther())}>
        {t.other}
      </button>
      {asking && (
        <ConfirmDialog
          title={t.otherTitle}
          action={t.otherNow}
          danger
          busy={false}
          problem={undefined}
          onConfirm={onOther}
          onClose={() => setAsking(false)}
        >
          <p>{t.otherText}</p>
        </ConfirmDialog>
      )}
    </p>
  );
}
