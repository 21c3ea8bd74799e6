import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from '../exit.ts';

/** A file on this machine that is to be sent. */
export interface LocalFile {
  /** Where it lies. */
  readonly source: string;
  /** What the recipient sees: folders, outermost first, then the name; Unicode NFC. */
  readonly path: readonly string[];
  /** When it was looked at; what counts is the size when it is opened. */
  readonly sizeBytes: number;
}

/** The file is not what it was when its upload began. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** An open file that tells when it changes under the reader's hands. */
export interface SteadyFile {
  readonly sizeBytes: number;
  /** Fills `into` from `start`. @throws FileChanged */
  read(start: number, into: Uint8Array): Promise<void>;
  /** @throws FileChanged when size or times differ from those at opening */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** @throws UsageError when it cannot be opened */
export async function openSteadily(source: string): Promise<SteadyFile> {
  const handle = await open(source, 'r').catch((cause) => {
    throw new UsageError(`The file ${source} cannot be read (${cause.code}).`, { cause });
  });
  const look = await fingerprint(handle);
  const check = async () => {
    if ((await fingerprint(handle)).key !== look.key) throw new FileChanged();
  };
  return {
    sizeBytes: look.sizeBytes,
    check,
    read: async (start, into) => {
      await fill(handle, start, into);
      await check();
    },
    close: () => handle.close(),
  };
}

async function fingerprint(handle: FileHandle): Promise<{ key: string; sizeBytes: number }> {
  const { size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true });
  return { key: `${size} ${mtimeNs} ${ctimeNs}`, sizeBytes: Number(size) };
}

async function fill(handle: FileHandle, start: number, into: Uint8Array): Promise<void> {
  let at = 0;
  while (at < into.length) {
    const { bytesRead } = await handle.read(into, at, into.length - at, start + at);
    if (bytesRead === 0) throw new FileChanged();
    at += bytesRead;
  }
}
