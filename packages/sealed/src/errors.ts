/**
 * Why sealing or opening stopped.
 * - `truncated`: the sealed input ended too early
 * - `extended`: the sealed input goes on after its end
 * - `reordered`: a chunk is genuine but stands in another place
 * - `altered`: a tag is wrong: changed octets, a wrong key, or a cut or addition that cannot be told from a change
 * - `unsupported`: genuine or not, this is not the profile that this package reads (docs/FORMATS.md)
 * - `size_mismatch`: the sealed content has another size than the caller expects
 * - `source_size_mismatch`: the plaintext handed in for sealing is shorter or longer than declared
 */
export type SealedErrorCode =
  | 'truncated'
  | 'extended'
  | 'reordered'
  | 'altered'
  | 'unsupported'
  | 'size_mismatch'
  | 'source_size_mismatch';

/** The only error this package throws for bad input; a wrong argument of the programmer's is a `RangeError`. */
export class SealedError extends Error {
  override readonly name = 'SealedError';
  readonly code: SealedErrorCode;
  constructor(code: SealedErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
