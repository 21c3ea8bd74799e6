import { exportForGnupg, readPublicKey } from '@umschlag/keyring';
import type { ByteSource } from '@umschlag/sealed';
import type { Job } from './messages.ts';
import { type Course, openedOctets } from './opened-octets.ts';

/**
 * A file that is opened, checked and encrypted again for GnuPG, with constant memory: as much is opened as the disk
 * takes.
 * @throws KeyringError `key_algorithm_refused` if GnuPG cannot use the key; as `openedOctets`
 */
export async function* gnupgOctets(job: Job, course: Course): ByteSource {
  if (job.form?.name !== 'gnupg') throw new TypeError('This worker saves for GnuPG alone.');
  const { publicKey, address } = job.form;
  const key = await readPublicKey({ key: publicKey, address });
  let failure: unknown;
  const opened = rethrowing(openedOctets(job, course), (error) => {
    failure = error;
  });
  const encrypted = await exportForGnupg({ fileName: job.files[0]!.path.at(-1)!, keys: [key] }, opened);
  const reader = encrypted.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    // The library may put it into an error of its own; what it was says more.
    throw failure ?? error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* rethrowing(source: ByteSource, onError: (error: unknown) => void): ByteSource {
  try {
    yield* source;
  } catch (error) {
    onError(error);
    throw error;
  }
}
