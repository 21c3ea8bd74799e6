import { createHash } from 'node:crypto';
import { FileChanged } from './local-file.ts';

/**
 * The guard against sealing two plaintexts under one key and salt, which would break GCM: what a part's plaintext was
 * is recorded before the part is first sent, and a part is sealed again only if its plaintext still has that hash.
 */
export class PlainHashes {
  readonly #hashes = new Map<number, string>();

  /**
   * Records the plaintext of a part, or compares it with what was recorded.
   * @throws FileChanged when it is another plaintext
   */
  admit(partNumber: number, plain: Uint8Array): void {
    const hash = createHash('sha256').update(plain).digest('base64');
    const known = this.#hashes.get(partNumber);
    if (known !== undefined && known !== hash) throw new FileChanged();
    this.#hashes.set(partNumber, hash);
  }

  /** Of all parts in order, 32 octets each. */
  all(): Uint8Array[] {
    const numbered = [...this.#hashes].sort(([one], [other]) => one - other);
    return numbered.map(([, hash]) => Buffer.from(hash, 'base64'));
  }
}
