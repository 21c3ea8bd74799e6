import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../exit.ts';
import { printable } from '../terminal/index.ts';
import type { LocalFile } from '../transfer/index.ts';

/**
 * All files of the given files and folders, in a stable order. A folder keeps its name and shape; symbolic links
 * inside it are skipped (they could lead anywhere), as is whatever is no file; `note` tells.
 * @throws UsageError when something cannot be read or there is no file at all
 */
export async function walk(given: readonly string[], note: (line: string) => void): Promise<LocalFile[]> {
  const files: LocalFile[] = [];
  for (const source of given) await walkGiven(source, files, note);
  if (files.length === 0) throw new UsageError('There is no file to send in what you named.');
  return files;
}

/** What the person named is followed even if it is a symbolic link: it was named. */
async function walkGiven(source: string, files: LocalFile[], note: (line: string) => void): Promise<void> {
  const look = await readable(source, () => stat(source));
  const name = basename(resolve(source)) || basename(await realpath(source)) || 'files';
  if (look.isDirectory()) return walkFolder(source, [segment(name)], files, note);
  if (!look.isFile()) throw new UsageError(`${printable(source)} is neither a file nor a folder.`);
  files.push({ source, path: [segment(name)], sizeBytes: look.size });
}

async function walkFolder(folder: string, path: string[], files: LocalFile[], note: (line: string) => void) {
  const names = (await readable(folder, () => readdir(folder))).sort();
  if (names.length === 0) note(`Skipped ${printable(folder)}: an empty folder cannot be sent.`);
  for (const name of names) {
    const source = join(folder, name);
    const look = await readable(source, () => lstat(source));
    const inner = [...path, segment(name)];
    if (look.isDirectory()) await walkFolder(source, inner, files, note);
    else if (look.isFile()) files.push({ source, path: inner, sizeBytes: look.size });
    else note(`Skipped ${printable(source)}: ${look.isSymbolicLink() ? 'a symbolic link' : 'not a file'}.`);
  }
}

/** macOS gives names in NFD; everybody else expects NFC. */
function segment(name: string): string {
  return name.normalize('NFC');
}

async function readable<T>(source: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UsageError(`${printable(source)} ${what}.`, { cause });
  }
}
