/** A file as the sender's page shows it. */
export type ShownFile<F> = F & { readonly path: readonly string[] };

/**
 * The files of a delivery, each with a name: where the server does not know it (at levels 3 and 4) or has it no more
 * (after the end), the number that the file has in the list.
 */
export function shownFiles<F extends { readonly path: readonly string[] | null }>(
  files: readonly F[],
  fileNumber: (number: number) => string,
): ShownFile<F>[] {
  return files.map((file, index) => ({ ...file, path: file.path ?? [fileNumber(index + 1)] }));
}
