import type { Language } from '@umschlag/contract';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../i18n/language.tsx';
import type { TakenAs } from './page-list.policy.ts';
import type { PhotoDialogProps } from './photo-dialog.tsx';
import { buttonText } from './texts/button.ts';

interface PhotoButtonProps {
  /** What is photographed, as the person knows it. */
  readonly documentName: string;
  /** Of the document's name. */
  readonly language: Language;
  /** Default: either. */
  readonly as?: TakenAs;
  onDone(file: File): void;
}

type Dialog = ComponentType<PhotoDialogProps>;

/** Opens the dialog in which photographs become a file; it is loaded when somebody wants it. */
export function PhotoButton({ documentName, language, as = 'either', onDone }: PhotoButtonProps) {
  const t = buttonText[useLanguage().language];
  const [opened, setOpened] = useState<{ Dialog: Dialog } | 'loading' | 'failed' | undefined>();
  const open = () => {
    if (opened === 'loading') return;
    setOpened('loading');
    import('./photo-dialog.tsx').then(
      (module?: { default: Dialog }) => setOpened(module && { Dialog: module.default }),
      () => setOpened('failed'),
    );
  };
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={t.openFor(documentName)}
        aria-disabled={opened === 'loading'}
        onClick={open}
      >
        {t.open}
      </button>
      {opened === 'failed' && (
        <p role="alert" class="field-error">
          {t.failed}
        </p>
      )}
      {typeof opened === 'object' && (
        <opened.Dialog
          documentName={documentName}
          language={language}
          as={as}
          onDone={onDone}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
