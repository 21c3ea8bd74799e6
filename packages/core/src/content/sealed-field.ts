import { hkdfSync } from 'node:crypto';
import { decryptBound, encryptBound } from '../platform-keys.ts';

/** Fields have a key of their own, so that the content key itself is used by the file codec alone. */
const FIELDS_INFO = 'umschlag/v1/fields';
const KEY_OCTETS = 32;
/** A delivery may have thousands of names; the derived key lives as long as the content key's own memory. */
const derived = new WeakMap<Uint8Array, Buffer>();

function fieldsKey(contentKey: Uint8Array): Buffer {
  const known = derived.get(contentKey);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', contentKey, new Uint8Array(0), FIELDS_INFO, KEY_OCTETS));
  derived.set(contentKey, key);
  return key;
}

/**
 * Seals a small JSON value under a delivery's content key.
 * @param context `<id of the row>/<name of the field>`: a value moved to another row or field does not open there
 */
export function sealField(contentKey: Uint8Array, context: string, value: unknown): Buffer {
  return encryptBound(fieldsKey(contentKey), context, Buffer.from(JSON.stringify(value), 'utf8'));
}

/** Reverses {@link sealField}. @throws Error when key, context or octets do not belong together */
export function openField<T>(contentKey: Uint8Array, context: string, sealed: Uint8Array): T {
  return JSON.parse(decryptBound(fieldsKey(contentKey), context, sealed).toString('utf8')) as T;
}
