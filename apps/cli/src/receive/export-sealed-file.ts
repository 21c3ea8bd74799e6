import { rm } from 'node:fs/promises';
import { exportAsOpenpgp, type ManifestFile, type PublicKey, sealedObjectOf } from '@umschlag/keyring';
import { createPart, finishPart } from './part-file.ts';
import type { ReceivePorts } from './receive-file.ts';
import { sealedOctets } from './sealed-octets.ts';
import { cannotWrite, makeFolder } from './target-folder.ts';
import { createTicket } from './ticket.ts';

/**
 * Fetches one sealed file and writes it as an OpenPGP message to the own key, unopened: `NAME.pgp`. Whoever opens it
 * finds out whether it is whole.
 * @returns its final path
 */
export async function exportSealedFile(ports: ReceivePorts, file: ManifestFile, ownKey: PublicKey): Promise<string> {
  const name = `${file.path.at(-1)}.pgp`;
  const part = await createPart(await makeFolder(ports.root, file.path.slice(0, -1)), name);
  const progress = ports.progress.begin(name, file.sizeBytes);
  const { sealedSizeBytes } = sealedObjectOf(file);
  const at = { client: ports.client, ticket: createTicket(ports, file.id), sealedSizeBytes };
  try {
    for await (const octets of exportAsOpenpgp({ file, keys: [ownKey] }, sealedOctets(at, 0, sealedSizeBytes))) {
      await part.handle.appendFile(octets).catch((error) => Promise.reject(cannotWrite(part.path, error)));
      progress.add(octets.length);
    }
    await part.handle.sync();
    await part.handle.close();
  } catch (error) {
    // Nothing can go on from it.
    await part.handle.close();
    await rm(part.path, { force: true });
    throw error;
  }
  const path = await finishPart(part.path, name);
  progress.finish();
  return path;
}
