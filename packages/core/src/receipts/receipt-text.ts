/** A file as a receipt of levels 1 and 2 has it. */
export interface ReceiptFile {
  /** As it was called when it was submitted; folders first. */
  readonly path: readonly string[];
  readonly sizeBytes: number;
  /** Of the plaintext, hexadecimal, computed by the platform. */
  readonly sha256: string;
}

/** A file as a receipt of levels 3 and 4 has it: the platform knows neither its name nor what is in it. */
export interface SealedReceiptFile {
  /** Of the plaintext. */
  readonly sizeBytes: number;
  /** Of what is sealed, hexadecimal, computed by the platform. */
  readonly sealedSha256: string;
  /** What whoever submitted says of the plaintext without showing it (docs/FORMATS.md, "Commitment"), hexadecimal. */
  readonly commitment: string;
}

interface ReceiptFacts {
  readonly version: 1;
  /** Origin of the platform. */
  readonly platform: string;
  readonly number: string;
  readonly organisation: string;
  /** File number of the organisation; may be empty. */
  readonly reference: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly receivedAt: string;
}

interface PlainReceiptText extends ReceiptFacts {
  readonly level: 1 | 2;
  readonly files: readonly ReceiptFile[];
}

interface SealedReceiptText extends ReceiptFacts {
  readonly level: 3 | 4;
  readonly files: readonly SealedReceiptFile[];
}

/** What a receipt says; docs/FORMATS.md, "Receipt". */
export type ReceiptText = PlainReceiptText | SealedReceiptText;

/** One text for the same facts: the fields in the order of the format, no blanks. */
export function canonicalText(text: ReceiptText): string {
  const { version, platform, number, organisation, reference, receivedAt, level } = text;
  return JSON.stringify({
    version,
    platform,
    number,
    organisation,
    reference,
    receivedAt,
    level,
    files:
      text.level > 2
        ? sealedFiles(text.files as SealedReceiptText['files'])
        : plainFiles(text.files as PlainReceiptText['files']),
  });
}

const plainFiles = (files: PlainReceiptText['files']) =>
  files.map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 }));

const sealedFiles = (files: SealedReceiptText['files']) =>
  files.map(({ sizeBytes, sealedSha256, commitment }) => ({ sizeBytes, sealedSha256, commitment }));
