import type { ReceivedDelivery, ReceivedFile } from '@umschlag/contract';
import { CommandError, EXIT } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { tellRefusal } from './tell-refusal.ts';

/** A file that the server can open, and whose name it so knows. */
export type NamedFile = ReceivedFile & { readonly path: readonly string[] };

/**
 * @throws CommandError when names are missing: then they are in a manifest, and the delivery was not sent at the level
 *   that the server says; the sender is told
 */
export async function namedFiles(
  client: Client,
  token: string,
  { files, level }: ReceivedDelivery,
): Promise<NamedFile[]> {
  const named = files.flatMap((file) => (file.path ? [{ ...file, path: file.path }] : []));
  if (named.length === files.length) return named;
  await tellRefusal(client, token, 'wrong_level');
  throw new CommandError(
    EXIT.untrusted,
    `wrong_level: The server calls this a delivery of level ${level}, and has files without names, as only levels 3 and 4 have. Nothing was fetched.`,
  );
}
