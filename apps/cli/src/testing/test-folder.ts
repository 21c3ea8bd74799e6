import { createCipheriv, createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder that goes when the test ends: `await using folder = await testFolder()`. */
export async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), 'umschlag-cli-'));
  return {
    path,
    in: (...names: string[]) => join(path, ...names),
    write: async (name: string, content: string | Uint8Array): Promise<string> => {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** SHA-256 of every file below a folder, by its path with slashes; hidden files included. */
export async function hashesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(files.map(async (file) => [file.slice(folder.length + 1), await sha256Of(file)]));
  return Object.fromEntries(hashes);
}

export async function sha256Of(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Octets that look random and are the same each time. */
export function noise(length: number, seed = 1): Uint8Array {
  const cipher = createCipheriv('aes-128-ctr', new Uint8Array(16).fill(seed), new Uint8Array(16));
  return cipher.update(new Uint8Array(length));
}
