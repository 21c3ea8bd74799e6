import { openField, sealField } from './sealed-field.ts';

/** What a file is called: folders from the outermost to its own name, and its cleaned media type. */
export interface FileName {
  readonly path: readonly string[];
  readonly mediaType: string;
}

const FIELD = 'file-name';

/** The column `delivery_files.sealed_path`: names of files are content. */
export function sealFileName(contentKey: Uint8Array, fileId: string, name: FileName): Buffer {
  return sealField(contentKey, `${fileId}/${FIELD}`, name);
}

/** Reverses {@link sealFileName}. @throws Error when it was sealed for another file or altered */
export function openFileName(contentKey: Uint8Array, fileId: string, sealed: Uint8Array): FileName {
  return openField<FileName>(contentKey, `${fileId}/${FIELD}`, sealed);
}
