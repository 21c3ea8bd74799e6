import { toBase64Url, toHex } from '../base64.ts';
import type { ManifestFile } from './manifest.ts';
import { fromBase64Url } from './octets.ts';

const INFO = new TextEncoder().encode('umschlag receipt commitment 1');

/** What a file is committed to with, and what opens that. */
export interface Commitment {
  /** 64 hexadecimal digits; says nothing of the file to whoever has no nonce. */
  readonly commitment: string;
  /** 32 octets, base64url: with it and the file anybody finds the same commitment. It opens nothing that is sealed. */
  readonly nonce: string;
}

/**
 * Commits to a file's plaintext without showing it: HMAC-SHA-256 of the list's digest under a nonce that follows from
 * the session key (HKDF, RFC 5869), so that whoever opens the manifest can tell whether the receipt is about this file.
 */
export async function commitmentOf({
  sessionKey,
  digest,
}: Pick<ManifestFile, 'sessionKey' | 'digest'>): Promise<Commitment> {
  const secret = await crypto.subtle.importKey('raw', fromBase64Url(sessionKey)!, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: INFO };
  const nonce = new Uint8Array(await crypto.subtle.deriveBits(parameters, secret, 256));
  const key = await crypto.subtle.importKey('raw', nonce, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const tag = await crypto.subtle.sign('HMAC', key, fromBase64Url(digest.listSha256)!);
  return { commitment: toHex(new Uint8Array(tag)), nonce: toBase64Url(nonce) };
}
