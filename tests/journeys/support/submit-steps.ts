import { createTestClient } from '@umschlag/api/testing';
import { addFile, type Begun, begin, send } from '../../invariants/submissions/entrance.ts';
import type { Standalone } from './standalone.ts';

export interface SubmittedDocument {
  readonly name: string;
  readonly octets: Uint8Array;
  /** Its place in the checklist, from 0; without it, something that nobody asked for. */
  readonly place?: number;
}

/**
 * Submits as a citizen's program does: begins, seals, uploads and sends.
 * @param link the address that the owner hands on
 * @param supplementOf what it adds to, if it does
 */
export async function submitDocuments(
  stack: Standalone,
  link: string,
  documents: readonly SubmittedDocument[],
  { email, supplementOf }: { readonly email?: string; readonly supplementOf?: Begun } = {},
): Promise<Begun> {
  const api = createTestClient(stack.url);
  const token = new URL(link).pathname.split('/').at(-1)!;
  const { entrance } = (await api.call('GET /api/v1/entrances/:token', { params: { token } })).body;
  const requested = entrance.details?.documents ?? [];
  const begun = supplementOf
    ? (await api.call('POST /api/v1/submissions/:token/supplements', { params: { token: supplementOf.token } })).body
    : await begin(api, { token });
  for (const { name, octets, place } of documents) {
    const requestedDocumentId = place === undefined ? undefined : requested[place]?.id;
    await addFile(api, begun, { path: [name], octets, requestedDocumentId });
  }
  const { status, code } = await send(api, begun, { isPartial: true, ...(email !== undefined && { email }) });
  if (status !== 200) throw new Error(`sending failed: ${status} ${code}`);
  return begun;
}
