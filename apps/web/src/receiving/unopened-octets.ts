import { sealedObjectOf } from '@umschlag/keyring/files';
import { type ByteSource, frameAsPacket } from '@umschlag/sealed';
import type { Form, Job } from './messages.ts';
import type { Course } from './opened-octets.ts';
import { sealedOctets } from './sealed-octets.ts';
import { createTicket } from './ticket.ts';

/**
 * A file as an OpenPGP message (docs/FORMATS.md, "Export"): the stored octets as they are, behind the session key for
 * the reader's own key. Whether they are whole and unchanged shows only when it is opened.
 * @throws SealedError `source_size_mismatch`, ApiProblem; the signal's reason
 */
export async function* unopenedOctets(
  { token, isLimited, files }: Job,
  { sessionKeyPackets }: Extract<Form, { name: 'openpgp' }>,
  course: Course,
): ByteSource {
  const file = files[0]!;
  const { sealedSizeBytes } = sealedObjectOf(file);
  const source = { ...course, ticket: createTicket(token, file.id, isLimited), sealedSizeBytes };
  yield sessionKeyPackets;
  yield* frameAsPacket(sealedOctets(source, 0, sealedSizeBytes), sealedSizeBytes);
}
