import { fromBase64, toBase64, toHex } from '../base64.ts';
import { KeyringError } from '../errors.ts';
import { normalFingerprint } from '../keys/fingerprint.ts';

/** What a browser needs to ask a passkey for the same PRF output again (WebAuthn Level 3 §10.1.4). Both base64url. */
export interface PasskeyReference {
  readonly credentialId: string;
  readonly prfSalt: string;
}

export type UnlockKind = 'passphrase' | 'recovery-code' | 'passkey';

/**
 * A secret key locked with one secret, as the server keeps it (docs/FORMATS.md, "Unlocks"). Nothing in it opens
 * without the secret.
 */
export interface Unlock {
  readonly version: 1;
  readonly kind: UnlockKind;
  /** Of the key inside, upper-case hex. A label: `openUnlock` checks the key itself. */
  readonly fingerprint: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** The OpenPGP message, base64. */
  readonly message: string;
  /** SHA-256 of the message's octets, hex: tells an unlock that was damaged from a secret that is wrong. */
  readonly sha256: string;
  /** Only of kind `passkey`. */
  readonly passkey?: PasskeyReference;
}

const KINDS: readonly string[] = ['passphrase', 'recovery-code', 'passkey'] satisfies UnlockKind[];
const MAX_CHARACTERS = 400_000;
const BASE64URL = /^[\w-]{1,2048}$/;

const sha256Of = async (octets: Uint8Array<ArrayBuffer>): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', octets)));

/** An unlock around a message that is sealed already. */
export async function newUnlock(
  label: Pick<Unlock, 'kind' | 'fingerprint' | 'passkey'>,
  octets: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<Unlock> {
  const content = { createdAt: now.toISOString(), message: toBase64(octets), sha256: await sha256Of(octets) };
  return { version: 1, ...label, ...content };
}

/** The message of an unlock, if it is as it was written. Throws `unlock_damaged`. */
export async function messageOf({ message, sha256 }: Unlock): Promise<Uint8Array<ArrayBuffer>> {
  const octets = decode(message);
  if ((await sha256Of(octets)) !== sha256) throw damaged();
  return octets;
}

/** The unlock as JSON text. */
export const writeUnlock = (unlock: Unlock): string => JSON.stringify(unlock);

/** Reads what `writeUnlock` wrote, strictly. Throws `unlock_damaged`, `unlock_unsupported`. */
export function readUnlock(text: string): Unlock {
  if (text.length > MAX_CHARACTERS) throw damaged();
  const fields = parseObject(text);
  if (typeof fields.version !== 'number') throw damaged();
  if (fields.version !== 1 || !KINDS.includes(String(fields.kind))) {
    throw new KeyringError('unlock_unsupported', 'This program does not know this kind of unlock.');
  }
  const { version, kind, fingerprint, createdAt, message, sha256, passkey, ...others } = fields;
  const right =
    Object.keys(others).length === 0 &&
    [fingerprint, createdAt, message, sha256].every((field) => typeof field === 'string') &&
    !Number.isNaN(Date.parse(String(createdAt))) &&
    /^[0-9a-f]{64}$/.test(String(sha256)) &&
    (kind === 'passkey') === (passkey !== undefined);
  if (!right) throw damaged();
  const reference = passkey === undefined ? {} : { passkey: readReference(passkey) };
  return {
    version,
    kind,
    fingerprint: readFingerprint(fingerprint),
    createdAt,
    message,
    sha256,
    ...reference,
  } as Unlock;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw damaged(cause);
  }
  throw damaged();
}

function readReference(value: unknown): PasskeyReference {
  const { credentialId, prfSalt } = (value ?? {}) as Record<string, unknown>;
  if (!isBase64Url(credentialId) || !isBase64Url(prfSalt)) throw damaged();
  return { credentialId, prfSalt };
}

const isBase64Url = (value: unknown): value is string => typeof value === 'string' && BASE64URL.test(value);

function readFingerprint(value: unknown): string {
  try {
    return normalFingerprint(String(value));
  } catch (cause) {
    throw damaged(cause);
  }
}

function decode(message: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(message);
  } catch (cause) {
    throw damaged(cause);
  }
}

const damaged = (cause?: unknown): KeyringError =>
  new KeyringError('unlock_damaged', 'The unlock is not as it was written.', { cause });
