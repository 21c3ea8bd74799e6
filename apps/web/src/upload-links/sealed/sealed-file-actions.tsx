import type { ReceivedSubmission } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import { PreviewButton } from '../../preview/preview-button.tsx';
import { DownloadControl } from '../../receiving/download-control.tsx';
import { fileOrder } from '../../receiving/orders.ts';
import { nameOf } from '../../ui/file-name.tsx';

interface SealedFileActionsProps {
  readonly submission: ReceivedSubmission;
  readonly file: ManifestFile;
}

/** Looking at a file of a sealed submission, and saving it; both open it on this device. */
export function SealedFileActions({ submission, file }: SealedFileActionsProps) {
  const { linkToken: token, email } = submission;
  const senderAddress = email ?? '';
  const { id: fileId, path, sizeBytes, mediaType } = file;
  return (
    <>
      <PreviewButton
        mediaType={mediaType}
        file={{ token, fileId, name: nameOf(path), sizeBytes, senderAddress, sealed: file }}
      />
      <DownloadControl
        downloadKey={`${token} ${fileId}`}
        order={fileOrder(token, { downloadLimit: null }, file)}
        isPossible
        senderAddress={senderAddress}
        onEnd={() => undefined}
      />
    </>
  );
}
