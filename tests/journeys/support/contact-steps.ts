import { type Contact, type SecretKey, sealContacts } from '@umschlag/keyring';
import type { BrowserContext } from 'playwright-core';

export const contactOf = (address: string, fingerprint: string): Contact => ({
  address,
  fingerprint,
  addressSalt: 'AAECAwQFBgcICQoLDA0ODw==',
  logSeq: 7,
  since: '2026-03-01T12:00:00.000Z',
});

/** Stores contacts as the owner's browser does. @returns them as they were sealed */
export async function storeContacts(
  { request }: BrowserContext,
  { key, contacts, url }: { key: SecretKey; contacts: readonly Contact[]; url: string },
  revision = 1,
): Promise<Buffer> {
  const { address: owner, fingerprint } = key.public;
  const list = { type: 'umschlag-contacts', version: 1, owner, revision, contacts } as const;
  const data = Buffer.from(await sealContacts({ list, key }));
  const query = new URLSearchParams({ fingerprint, revision: String(revision), replaces: String(revision - 1) });
  const headers = { origin: url, 'content-type': 'application/octet-stream' };
  const answer = await request.put(`/api/v1/account/contacts?${query}`, { headers, data });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return data;
}
