import { openFormerKey } from './former-key.ts';
import type { SecretKey } from './key.ts';
import type { KeyInput } from './parse-key.ts';
import { readPublicKey } from './read-public-key.ts';

/** A former key as the server keeps it. */
export interface ReplacedKey {
  readonly publicKey: KeyInput;
  /** Fingerprint of the key that took its place. */
  readonly replacedBy: string;
  /** What `sealFormerKey` made. */
  readonly sealed: Uint8Array;
}

interface OpenFormerKeysInput {
  /** Unlocked: an account's key or a team's. */
  readonly newest: SecretKey;
  readonly replaced: readonly ReplacedKey[];
  readonly now?: Date;
  /** Told of each key that does not open. */
  onUnopened?(error: unknown): void;
}

/**
 * The keys before `newest`, each by the one that replaced it. One that does not open is left out: what it opened stays
 * closed, and that must not close the rest.
 */
export async function openFormerKeys(input: OpenFormerKeysInput): Promise<SecretKey[]> {
  const { newest, replaced, now = new Date(), onUnopened } = input;
  const { address } = newest.public;
  const opened = [newest];
  // Grows while it is walked: each key may open the one before it.
  for (const newKey of opened) {
    for (const { publicKey: key, replacedBy, sealed } of replaced) {
      if (replacedBy !== newKey.public.fingerprint) continue;
      try {
        const publicKey = await readPublicKey({ key, address, now, purpose: 'history' });
        if (opened.some(({ public: known }) => known.fingerprint === publicKey.fingerprint)) continue;
        opened.push(await openFormerKey({ sealed, newKey, publicKey, now }));
      } catch (error) {
        onUnopened?.(error);
      }
    }
  }
  return opened.slice(1);
}
