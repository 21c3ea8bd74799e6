import { type ByteSource, newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt, type PartialConfig } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey } from '../keys/key.ts';
import { PROFILE } from '../keys/profile.ts';

interface GnupgExportInput {
  /** Stands in the message, where GnuPG shows it. */
  readonly fileName: string;
  /** Version 4 keys of the older kinds; at least one. */
  readonly keys: readonly PublicKey[];
  readonly now?: Date;
}

/** The older form is asked for here and nowhere else. */
const COMPATIBLE: PartialConfig = { ...PROFILE, aeadProtect: false };
/** Kinds of encryption keys that came with RFC 9580. */
const NEWER = new Set(['x25519', 'x448']);

/**
 * A file as GnuPG 2 and Thunderbird open it: version 3 session keys and SEIPDv1 (RFC 9580 §5.13.1), with constant
 * memory. It is weaker than what is stored, since CFB and SHA-1 stand in for GCM and a reader may see altered text
 * before the end is checked; so it is made on a person's explicit wish, on the device, after opening, and never stored.
 * The file is not signed.
 * @param plain the opened file, such as `verifiedPlaintext` gives; its errors break the export off
 * @throws KeyringError `key_algorithm_refused` if GnuPG cannot use one of the keys
 */
export async function exportForGnupg(
  { fileName, keys, now = new Date() }: GnupgExportInput,
  plain: ByteSource,
): Promise<ReadableStream<Uint8Array>> {
  if (keys.length === 0) throw new RangeError('An export needs a key.');
  await Promise.all(keys.map((key) => requireOlderKind(key, now)));
  const encrypted = await encrypt({
    message: await createMessage({ binary: streamOf(plain), filename: fileName, date: now }),
    encryptionKeys: keys.map(({ openpgp }) => openpgp),
    sessionKey: { data: newSessionKey(), algorithm: 'aes256' },
    format: 'binary',
    date: now,
    config: COMPATIBLE,
  });
  return encrypted as unknown as ReadableStream<Uint8Array>;
}

async function requireOlderKind({ keyVersion, openpgp }: PublicKey, now: Date): Promise<void> {
  const { algorithm } = (await openpgp.getEncryptionKey(undefined, now)).getAlgorithmInfo();
  if (keyVersion === 4 && !NEWER.has(algorithm)) return;
  throw new KeyringError('key_algorithm_refused', 'GnuPG cannot use this kind of key.');
}

/** `ReadableStream.from` is not in every browser. A stream that is cancelled stops its source. */
function streamOf(source: ByteSource): ReadableStream<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
