/** Something small, encrypted for this browser's own store. */
export interface SealedBox {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly octets: ArrayBuffer;
}

const ALGORITHM = 'AES-GCM';

/** A key that can be used and stored, and whose octets no script can read. */
export const newBoxKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);

/** @param context what it is and of what; it opens with the same context only */
export async function sealBox(key: CryptoKey, context: string, value: unknown): Promise<SealedBox> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, octets: await crypto.subtle.encrypt(parameters(iv, context), key, text) };
}

/** @throws OperationError if it was altered, or sealed under another key or context */
export async function openBox<T>(key: CryptoKey, context: string, { iv, octets }: SealedBox): Promise<T> {
  const text = await crypto.subtle.decrypt(parameters(iv, context), key, octets);
  return JSON.parse(new TextDecoder().decode(text)) as T;
}

const parameters = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: ALGORITHM,
  iv,
  additionalData: new TextEncoder().encode(context),
});
