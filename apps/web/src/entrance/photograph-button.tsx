import { useLanguage } from '../i18n/language.tsx';
import type { TakenAs } from '../photos/page-list.policy.ts';
import { PhotoButton } from '../photos/photo-button.tsx';
import type { PickedFile } from '../transfer/messages.ts';

interface PhotographButtonProps {
  readonly documentName: string;
  readonly as: TakenAs;
  take(picked: readonly PickedFile[]): void;
}

/** Photographs of a document, made into one file before it is sent; a picture as it is comes by itself. */
export function PhotographButton({ documentName, as, take }: PhotographButtonProps) {
  const { language } = useLanguage();
  return (
    <PhotoButton
      documentName={documentName}
      language={language}
      as={as}
      onDone={(file) => take([{ path: [file.name], file, handle: undefined }])}
    />
  );
}
