import type { ReceivedDelivery, ReceivedFile } from '@umschlag/contract';
import { CommandError, EXIT } from '../exit.ts';

/** A file that the server can open, and whose name it so knows. */
export type NamedFile = ReceivedFile & { readonly path: readonly string[] };

/**
 * @throws CommandError when names are missing: then they are in a manifest, and the delivery was not sent at the level
 *   that the server says
 */
export function namedFiles({ files, level }: ReceivedDelivery): NamedFile[] {
  return files.map((file) => {
    if (file.path) return { ...file, path: file.path };
    throw new CommandError(
      EXIT.untrusted,
      `wrong_level: The server calls this a delivery of level ${level}, and has files without names, as only levels 3 and 4 have. Nothing was fetched.`,
    );
  });
}
