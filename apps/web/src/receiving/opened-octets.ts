import { type ManifestFile, sealedObjectOf, verifiedPlaintext } from '@umschlag/keyring/files';
import { type ByteSource, openRange } from '@umschlag/sealed/web';
import type { Job } from './messages.ts';
import { type SealedSource, sealedOctets } from './sealed-octets.ts';
import { createTicket } from './ticket.ts';

/** How a job goes: how it is ended, and who is told. */
export type Course = Pick<SealedSource, 'signal' | 'onOctets' | 'onTrouble'>;

/**
 * What a job is to write: fetched, opened chunk by chunk, and given out part by part once each has the digest that the
 * sender signed. Complete means that it ended without an error.
 * @throws SealedError, KeyringError, ApiProblem; the signal's reason
 */
export async function* openedOctets(job: Job, course: Course): ByteSource {
  if (job.archive === undefined) {
    yield* plaintextOf(job, job.files[0]!, course);
    return;
  }
  // Loaded when it is needed: most take single files.
  const { zipArchive } = await import('@umschlag/std/zip');
  const members = job.files.map((file) => ({
    path: file.path,
    sizeBytes: file.sizeBytes,
    open: () => plaintextOf(job, file, course),
  }));
  yield* zipArchive(members, new Date(job.archive.modifiedAt));
}

function plaintextOf({ token, isLimited }: Job, file: ManifestFile, course: Course): ByteSource {
  const object = sealedObjectOf(file);
  const ticket = createTicket(token, file.id, isLimited);
  const source = { ...course, ticket, sealedSizeBytes: object.sealedSizeBytes };
  const plain = openRange(object, (start, end) => sealedOctets(source, start, end), 0, file.sizeBytes);
  return verifiedPlaintext(file, plain);
}
