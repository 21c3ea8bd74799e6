import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bytes } from '../blob-store.ts';

/** Writes are gathered up to this size: fewer system calls, and the body may come in small pieces. */
const WRITE_OCTETS = 1024 * 1024;

/** Makes a rename or a new name in a folder survive a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its parents, durably. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Writes a body from `position` on, with few large writes. @returns octets written */
export async function writeBody(handle: FileHandle, body: Bytes, position: number): Promise<number> {
  let at = position;
  let pending: Uint8Array[] = [];
  let pendingOctets = 0;
  const flush = async () => {
    const batch = pending;
    const octets = pendingOctets;
    pending = [];
    pendingOctets = 0;
    let written = (await handle.writev(batch, at)).bytesWritten;
    if (written < octets) {
      const rest = Buffer.concat(batch);
      while (written < octets) {
        written += (await handle.write(rest, written, octets - written, at + written)).bytesWritten;
      }
    }
    at += octets;
  };
  for await (const piece of body) {
    pending.push(piece);
    pendingOctets += piece.length;
    if (pendingOctets >= WRITE_OCTETS) await flush();
  }
  if (pendingOctets > 0) await flush();
  return at - position;
}

/** Puts a finished temporary file in its place. */
export async function moveInPlace(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
  await syncFolder(dirname(to));
}
