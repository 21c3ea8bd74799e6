import type { ReceivedDelivery } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import { safeName } from '@umschlag/std/safe-name';
import type { Order } from './downloads.ts';

/** One file under its own name. */
export function fileOrder(
  token: string,
  { downloadLimit }: Pick<ReceivedDelivery, 'downloadLimit'>,
  file: ManifestFile,
): Order {
  const job = { token, isLimited: downloadLimit !== null, files: [file] };
  return { job, name: safeName(file.path.at(-1)!), sizeBytes: file.sizeBytes };
}

/** All files as one archive, named after the day on which they were sent, as those of levels 1 and 2. */
export function archiveOrder(
  token: string,
  { downloadLimit, sentAt }: Pick<ReceivedDelivery, 'downloadLimit' | 'sentAt'>,
  files: readonly ManifestFile[],
): Order {
  const job = { token, isLimited: downloadLimit !== null, files, archive: { modifiedAt: sentAt } };
  return { job, name: `${sentAt.slice(0, 10)}.zip`, sizeBytes: undefined };
}
