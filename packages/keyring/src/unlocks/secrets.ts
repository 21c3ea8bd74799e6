import { toBase64Url } from '../base64.ts';
import { KeyringError } from '../errors.ts';
import { normaliseRecoveryCode } from './recovery-code.ts';
import type { UnlockKind } from './unlock.ts';

/** What opens an unlock, as a person or a passkey gives it. */
export type UnlockSecret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  /** `prfOutput`: the 32 octets of `results.first` of the WebAuthn PRF extension. */
  | { readonly kind: 'passkey'; readonly prfOutput: Uint8Array };

/** The least for a new passphrase, in characters. */
export const MIN_PASSPHRASE_CHARACTERS = 12;

const PASSKEY_INFO = new TextEncoder().encode('umschlag unlock passkey 1');
const PRF_OCTETS = 32;

/** The same passphrase from every keyboard (RFC 8265 §4.2.2: OpaqueString): composed, and one kind of space. */
export const normalisePassphrase = (passphrase: string): string =>
  passphrase.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');

/** Throws `passphrase_too_short` for a passphrase that may not be newly set. */
export function requireLongEnough(secret: UnlockSecret): void {
  if (secret.kind !== 'passphrase') return;
  const characters = [...normalisePassphrase(secret.passphrase)].length;
  if (characters >= MIN_PASSPHRASE_CHARACTERS) return;
  throw new KeyringError('passphrase_too_short', `A passphrase has at least ${MIN_PASSPHRASE_CHARACTERS} characters.`);
}

/**
 * The text that an unlock's OpenPGP message is locked with. Throws `wrong_secret` if the secret is of another kind,
 * `recovery_code_invalid` if the code was mistyped.
 */
export async function passwordOf(secret: UnlockSecret, kind: UnlockKind): Promise<string> {
  if (secret.kind !== kind) throw new KeyringError('wrong_secret', `This unlock does not open with a ${secret.kind}.`);
  if (secret.kind === 'passphrase') return normalisePassphrase(secret.passphrase);
  if (secret.kind === 'recovery-code') return normaliseRecoveryCode(secret.code);
  return passkeyPassword(secret.prfOutput);
}

/** HKDF binds the output to this use: a site's other uses of the same PRF salt learn nothing. */
async function passkeyPassword(prfOutput: Uint8Array): Promise<string> {
  if (prfOutput.length !== PRF_OCTETS) throw new RangeError('A PRF output has 32 octets.');
  const key = await crypto.subtle.importKey('raw', new Uint8Array(prfOutput), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: PASSKEY_INFO };
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}
