import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { PreviewDialogProps } from './preview-dialog.tsx';
import { offerFor, type PreviewRequest } from './request.ts';

interface PreviewButtonProps {
  readonly mediaType: string | null;
  readonly file: Omit<PreviewRequest, 'kind'>;
}

type Dialog = ComponentType<PreviewDialogProps>;

/** Shows a file without leaving the page, if it is of a kind that can be shown. */
export function PreviewButton({ mediaType, file }: PreviewButtonProps) {
  const { t, language } = useLanguage();
  const [opened, setOpened] = useState<{ Dialog: Dialog } | 'loading' | 'failed' | undefined>();
  const offer = offerFor({ ...file, mediaType });
  if (offer.can === 'nothing') return null;
  if (offer.can === 'too_large') {
    return <p class="meta">{t.link.previewTooLarge(formatLimit(offer.limitOctets, language))}</p>;
  }
  const open = () => {
    if (opened === 'loading') return;
    setOpened('loading');
    import('./preview-dialog.tsx').then(
      (module?: { default: Dialog }) => setOpened(module && { Dialog: module.default }),
      () => setOpened('failed'),
    );
  };
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={t.link.previewName(file.name)}
        aria-disabled={opened === 'loading'}
        onClick={open}
      >
        {t.link.preview}
      </button>
      {opened === 'failed' && (
        <p role="alert" class="field-error">
          {t.link.previewFailed}
        </p>
      )}
      {typeof opened === 'object' && (
        <opened.Dialog request={{ ...file, kind: offer.kind }} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
