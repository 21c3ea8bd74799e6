import { UsageError } from '../exit.ts';
import { printable } from '../terminal/index.ts';

/** The files that the person named, by path, name or number; all without wishes. @throws UsageError when one fits no file */
export function chosen<T extends { readonly path: readonly string[] }>(
  files: readonly T[],
  wishes: readonly string[] | undefined,
): T[] {
  if (!wishes) return [...files];
  const found = wishes.map((wish) => {
    const file =
      files.find(({ path }) => path.join('/') === wish.normalize('NFC')) ??
      files.find(({ path }) => path.at(-1) === wish.normalize('NFC')) ??
      (/^\d+$/.test(wish) ? files[Number(wish) - 1] : undefined);
    if (!file) throw new UsageError(`There is no file "${printable(wish)}"; --list shows what there is.`);
    return file;
  });
  return [...new Set(found)];
}
