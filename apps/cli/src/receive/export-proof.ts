import { exportPublicKey } from '@umschlag/keyring';
import type { OpenedDelivery } from './open-sealed-delivery.ts';
import { createPart, finishPart } from './part-file.ts';
import { cannotWrite } from './target-folder.ts';

/**
 * Writes what proves the exported files to other programs: the manifest as it came, signed by the sender and sealed to
 * the reader, with a digest of each file in it; and the sender's public key that it was checked with.
 * @param name what both names begin with
 * @returns the final paths
 */
export async function exportProof(
  folder: string,
  name: string,
  { sealed, senderKey }: Pick<OpenedDelivery, 'sealed' | 'senderKey'>,
): Promise<string[]> {
  const manifest = await writeWhole(folder, `${name}-manifest.pgp`, sealed);
  return [manifest, await writeWhole(folder, `${name}-sender.asc`, Buffer.from(exportPublicKey(senderKey)))];
}

async function writeWhole(folder: string, name: string, octets: Uint8Array): Promise<string> {
  const { path, handle } = await createPart(folder, name);
  try {
    await handle.writeFile(octets);
    await handle.sync();
  } catch (error) {
    throw cannotWrite(path, error);
  } finally {
    await handle.close();
  }
  return finishPart(path, name);
}
