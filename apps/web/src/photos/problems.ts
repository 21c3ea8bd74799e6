/** Why a picture does not become a page, or pages no file. */
export type PhotoProblem =
  /** Its octets are of no kind of picture that browsers decode. */
  | 'not_a_picture'
  | 'picture_empty'
  | 'picture_damaged'
  | 'picture_too_large'
  /** HEIC or HEIF, in a browser that cannot decode it. */
  | 'heif_not_decoded'
  /** It was changed, moved or removed since it was picked, or its disk is gone. */
  | 'file_unreadable'
  | 'memory_short'
  | 'browser_too_old'
  /** The script that does it did not arrive. */
  | 'not_started';

export class PhotoFailure extends Error {
  override readonly name = 'PhotoFailure';
  readonly problem: PhotoProblem;
  constructor(problem: PhotoProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

/** Files that can be sent as they are, though no page can be made of them. */
export const canGoUnchanged = (problem: PhotoProblem): boolean =>
  problem !== 'file_unreadable' && problem !== 'picture_empty';

/** What failed without a name was memory, as far as anybody has seen: browsers name that in many ways. */
export function photoProblemOf(error: unknown): PhotoProblem {
  if (error instanceof PhotoFailure) return error.problem;
  console.error(error);
  return 'memory_short';
}
