import { chmod, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder that the server's own account can pass through; what is inside has its own modes. */
export async function makeReachableFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), prefix));
  await chmod(folder, 0o711);
  return folder;
}
