import { newSessionKey } from '@umschlag/sealed';
import { createMessage, type EncryptOptions, encrypt } from 'openpgp';
import type { PublicKey, SecretKey } from '../../keys/key.ts';
import { sessionKeyOf, WRITING } from '../message-profile.ts';
import { NOW } from './delivery.ts';

/** Whatever somebody with openpgp.js and their own keys can make; nothing here is checked. */
export interface Forgery {
  readonly content: unknown;
  readonly signers?: readonly SecretKey[];
  readonly readers: readonly PublicKey[];
  readonly accessCodes?: readonly string[];
  readonly options?: Partial<Pick<EncryptOptions, 'sessionKey' | 'config' | 'signature'>> & { asText?: boolean };
  readonly now?: Date;
}

export async function forged({ content, signers = [], readers, accessCodes = [], options = {}, now = NOW }: Forgery) {
  const { asText = false, ...others } = options;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const octets = content instanceof Uint8Array ? content : new TextEncoder().encode(text);
  const message = await (asText ? createMessage({ text, date: now }) : createMessage({ binary: octets, date: now }));
  const sealed = await encrypt({
    message,
    signingKeys: signers.map(({ openpgp }) => openpgp),
    encryptionKeys: readers.map(({ openpgp }) => openpgp),
    passwords: [...accessCodes],
    sessionKey: sessionKeyOf(newSessionKey()),
    format: 'binary',
    date: now,
    ...others,
    config: { ...WRITING, ...others.config },
  });
  return new Uint8Array(sealed as Uint8Array);
}
