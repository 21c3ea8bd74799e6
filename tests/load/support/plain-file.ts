import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { plainSlice } from './plain.ts';

const STEP = 16 * 2 ** 20;

/** Writes a file of which no two places are alike. @returns its SHA-256, hex */
export async function writePlainFile(path: string, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    for (let at = 0; at < sizeBytes; at += STEP) {
      const octets = plainSlice(at, Math.min(at + STEP, sizeBytes));
      hash.update(octets);
      await file.writeFile(octets);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** Where a file first differs from what `writePlainFile` wrote, to the MiB; undefined if it does not. */
export async function firstDifference(path: string, sizeBytes: number): Promise<number | undefined> {
  let at = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    const octets = piece as Buffer;
    const end = Math.min(at + octets.length, sizeBytes);
    if (end !== at + octets.length || !octets.equals(plainSlice(at, end))) return at;
    at = end;
  }
  return at === sizeBytes ? undefined : at;
}
