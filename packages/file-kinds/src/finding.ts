import type { Danger } from './dangers.ts';
import type { FileKind, Format } from './formats.ts';
import type { PagedFile } from './paged-file.ts';

/** What a file is by its content, and what speaks against it. */
export interface Finding {
  readonly kind: FileKind;
  /** Finer than the kind; the id of its label in message catalogues. */
  readonly format: Format;
  readonly mediaType: string;
  /** The gravest first, each once. None is not "harmless": docs/ARCHITECTURE.md says what is not looked at. */
  readonly dangers: readonly Danger[];
}

/** Looks into a file: notes dangers as it finds them, so that they stay when it cannot go on and throws `Unreadable`. */
export type Reader = (file: PagedFile, dangers: Set<Danger>) => Promise<Format>;
