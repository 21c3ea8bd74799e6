import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutOf } from '@umschlag/sealed';
import type { Standalone } from './standalone.ts';

/** Flips one bit of the object that belongs to a file of so many octets. */
export async function alterObject({ folder: data }: Standalone, sizeBytes: number, at: number): Promise<void> {
  const { sealedSizeBytes } = layoutOf(sizeBytes);
  for (const name of await readdir(data, { recursive: true })) {
    if (!/(^|\/)objects\//.test(name)) continue;
    const path = join(data, name);
    const look = await stat(path);
    if (!look.isFile() || look.size !== sealedSizeBytes) continue;
    const handle = await open(path, 'r+');
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at);
    await handle.write(Buffer.of(buffer[0]! ^ 1), 0, 1, at);
    await handle.close();
    return;
  }
  throw new Error(`No object has ${sealedSizeBytes} octets.`);
}
