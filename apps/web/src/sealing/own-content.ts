import type { Delivery } from '@umschlag/contract';
import { getOctets } from '../api/call.ts';
import { ask } from '../keys/keyring.ts';
import type { ExpectedOwn, OwnContent } from './sealing-calls.ts';

/** What the server says of a delivery, for its own copy of the manifest to be held against. */
export const expectedOf = ({ id, level, files }: Delivery): ExpectedOwn => ({
  deliveryId: id,
  level: level as 3 | 4,
  objects: files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
});

/** @throws ApiProblem */
export const ownCopy = async (id: string): Promise<Uint8Array<ArrayBuffer>> =>
  (await getOctets('GET /api/v1/deliveries/:id/manifests/self', { params: { id } })).octets;

/** Opens the sender's own copy with the key that is open. @throws ApiProblem, KeyProblem */
export async function openOwnContent(delivery: Delivery): Promise<OwnContent> {
  return ask('openOwnManifest', { octets: await ownCopy(delivery.id), expected: expectedOf(delivery) });
}
