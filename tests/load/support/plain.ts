import { createCipheriv, createHash } from 'node:crypto';

/** Octets that look random and can be made again at any place: AES-256-CTR of zeros under a fixed key. */
export function plainSlice(start: number, endExclusive: number): Buffer {
  const counter = Buffer.alloc(16);
  const aligned = start - (start % 16);
  counter.writeBigUInt64BE(BigInt(aligned / 16), 8);
  const cipher = createCipheriv('aes-256-ctr', Buffer.alloc(32, 1), counter);
  return cipher.update(Buffer.alloc(endExclusive - aligned)).subarray(start - aligned);
}

/** The SHA-256 of the first `sizeBytes` of it, in hex. */
export function plainSha256(sizeBytes: number): string {
  const hash = createHash('sha256');
  const step = 16 * 2 ** 20;
  for (let at = 0; at < sizeBytes; at += step) hash.update(plainSlice(at, Math.min(at + step, sizeBytes)));
  return hash.digest('hex');
}
