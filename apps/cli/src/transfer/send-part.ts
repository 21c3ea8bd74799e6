import { createHash } from 'node:crypto';
import type { Layout, Part } from '@umschlag/sealed';
import { sealPart } from '@umschlag/sealed/node';
import { type Client, pathOf, putOctets, withRetries } from '../http/index.ts';
import type { FileProgress } from '../terminal/index.ts';
import type { SteadyFile } from './local-file.ts';
import type { PlainHashes } from './plain-hashes.ts';
import type { Slot } from './slots.ts';

/** One upload under way. */
export interface Upload {
  readonly id: string;
  readonly token: string;
  readonly sessionKey: Uint8Array;
  readonly salt: Uint8Array;
  readonly layout: Layout;
  readonly hashes: PlainHashes;
}

/**
 * Reads, seals and sends one part. Tries after a failure send the same sealed octets again.
 * @throws FileChanged, RefusedError, UnreachableError, Interrupted
 */
export async function sendPart(
  client: Client,
  upload: Upload,
  part: Part,
  file: SteadyFile,
  slot: Slot,
  progress: FileProgress,
): Promise<void> {
  const plain = slot.plain(part.plainEnd - part.plainStart);
  await file.read(part.plainStart, plain);
  upload.hashes.admit(part.number, plain);
  const octets = await sealPart(upload, part, plain, slot.sealed(part.sealedEnd - part.sealedStart));
  const sha256 = createHash('sha256').update(octets).digest('base64');
  const path = pathOf('PUT /api/v1/uploads/:id/parts/:number', { id: upload.id, number: part.number });
  const url = new URL(path, client.server);
  const { signal } = client.patience;
  await withRetries(client.patience, async (moved) => {
    const share = shareOf(plain.length, octets.length, progress);
    try {
      await putOctets({ url, bearer: upload.token, octets, sha256, signal, onSent: share.sent });
      moved();
    } catch (error) {
      share.takeBack();
      throw error;
    }
  });
}

/** Progress is counted in plaintext bytes: what was sent is sealed, and a little longer. */
function shareOf(plainOctets: number, sealedOctets: number, progress: FileProgress) {
  let sent = 0;
  let told = 0;
  const tell = (now: number) => {
    progress.add(now - told);
    told = now;
  };
  return {
    sent: (octets: number) => {
      sent += octets;
      tell(Math.floor((plainOctets * sent) / sealedOctets));
    },
    takeBack: () => tell(0),
  };
}
