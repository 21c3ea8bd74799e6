import type { ReceivedDelivery, ReceivedFile } from '@umschlag/contract';
import { CommandError, EXIT } from '../exit.ts';

/** A file that the server can open, and whose name it so knows. */
export type NamedFile = ReceivedFile & { readonly path: readonly string[] };

/** @throws CommandError for a delivery of level 3 or 4, which takes the recipient's key */
export function namedFiles({ files }: ReceivedDelivery): NamedFile[] {
  return files.map((file) => {
    if (file.path) return { ...file, path: file.path };
    throw new CommandError(
      EXIT.refused,
      'This delivery is end-to-end encrypted for its recipient; open the link in a browser.',
    );
  });
}
