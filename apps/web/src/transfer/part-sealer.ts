import { type Layout, layoutOf, type Part, partsOf, sealPart } from '@umschlag/sealed/web';
import { fromBase64, sha256Base64 } from './base64.ts';
import { partHashes, recordPart, type UploadRecord } from './upload-store.ts';

/** The file is not what it was when its upload began: it must be sent anew, under a new salt. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** The browser may not or cannot read the file any more. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/** Reads a part's plaintext. @throws FileUnreadable, or FileChanged if it is shorter than declared */
async function readPart(file: File, part: Part): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await file
    .slice(part.plainStart, part.plainEnd)
    .arrayBuffer()
    .catch(() => {
      throw new FileUnreadable();
    });
  if (bytes.byteLength !== part.plainEnd - part.plainStart) throw new FileChanged();
  return new Uint8Array(bytes);
}

/** Seals the parts of one upload, each only for one plaintext (DESIGN §1: one key and salt, one plaintext). */
export class PartSealer {
  readonly layout: Layout;
  readonly parts: readonly Part[];
  readonly #record: UploadRecord;
  readonly #file: File;
  readonly #sessionKey: Uint8Array<ArrayBuffer>;

  constructor(record: UploadRecord, file: File) {
    this.#record = record;
    this.#file = file;
    this.#sessionKey = fromBase64(record.contentKey);
    this.layout = layoutOf(record.sizeBytes);
    this.parts = partsOf(this.layout, record.chunksPerPart);
  }

  /**
   * Records the plaintext's hash first, and seals only what has the recorded one.
   * @throws FileChanged, FileUnreadable
   */
  async seal(part: Part): Promise<Uint8Array<ArrayBuffer>> {
    const plain = await readPart(this.#file, part);
    const hash = await sha256Base64(plain);
    if ((await recordPart(this.#record.uploadId, part.number, hash)) !== hash) throw new FileChanged();
    const { salt } = this.#record;
    return sealPart({ sessionKey: this.#sessionKey, salt, layout: this.layout }, part, plain);
  }

  /**
   * Whether all parts recorded so far are still what the file holds. Needed where the file may be another one,
   * since parts that are stored already are not read again.
   * @param stored numbers of the parts on the server; each must have been recorded here
   * @throws FileUnreadable
   */
  async stillMatches(stored: ReadonlySet<number>, signal: AbortSignal): Promise<boolean> {
    const recorded = await partHashes(this.#record.uploadId);
    if ([...stored].some((number) => !recorded.has(number))) return false;
    for (const part of this.parts) {
      signal.throwIfAborted();
      const hash = recorded.get(part.number);
      if (hash === undefined) continue;
      const same = await readPart(this.#file, part).then(sha256Base64, (error) => {
        if (error instanceof FileChanged) return undefined;
        throw error;
      });
      if (same !== hash) return false;
    }
    return true;
  }
}
