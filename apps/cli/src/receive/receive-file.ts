import { CommandError, EXIT } from '../exit.ts';
import { type Client, UnreachableError, withRetries } from '../http/index.ts';
import type { FileProgress, Progress } from '../terminal/index.ts';
import { fetchOctets, type Octets } from './fetch-octets.ts';
import type { Journal } from './journal.ts';
import type { NamedFile } from './named-file.ts';
import { createPart, finishPart, type PartFile, reopenPart } from './part-file.ts';
import { cannotWrite, makeFolder } from './target-folder.ts';
import { createTicket, type Ticket } from './ticket.ts';

/** How much may have to be fetched again after a power cut. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;

export interface ReceivePorts {
  readonly client: Client;
  /** The link's secret. */
  readonly token: string;
  readonly root: string;
  readonly journal: Journal;
  readonly progress: Progress;
  readonly isLimited: boolean;
}

/** A file on its way to the disk. */
interface Arriving {
  readonly fileId: string;
  readonly sizeBytes: number;
  readonly part: PartFile;
  readonly progress: FileProgress;
  etag: string | null;
  /** Bytes written from the beginning without gap. */
  written: number;
  safe: number;
}

/**
 * Fetches one file to `NAME.part`, going on where an earlier call or a cut connection stopped, and renames it when
 * it is whole and on the disk.
 * @returns its final path
 * @throws RefusedError, UnreachableError, Interrupted, UsageError
 */
export async function receiveFile(ports: ReceivePorts, file: NamedFile): Promise<string> {
  const arriving = await begin(ports, file);
  const ticket = createTicket(ports, file.id);
  try {
    await withRetries(ports.client.patience, (moved) => fetchRest(ports, arriving, ticket, moved));
    await arriving.part.handle.sync();
  } finally {
    await checkpoint(ports.journal, arriving).catch(() => {});
    await arriving.part.handle.close();
  }
  const path = await finishPart(arriving.part.path, file.path.at(-1)!);
  await ports.journal.set(file.id, { path, etag: arriving.etag, safeBytes: file.sizeBytes, isDone: true });
  arriving.progress.finish();
  return path;
}

async function begin({ journal, root, progress }: ReceivePorts, file: NamedFile): Promise<Arriving> {
  const known = journal.get(file.id);
  const earlier = known && !known.isDone ? await reopenPart(known.path) : undefined;
  const part = earlier ?? (await createPart(await makeFolder(root, file.path.slice(0, -1)), file.path.at(-1)!));
  const written = earlier ? Math.min(known!.safeBytes, earlier.sizeBytes, file.sizeBytes) : 0;
  const arriving: Arriving = {
    fileId: file.id,
    sizeBytes: file.sizeBytes,
    part,
    progress: progress.begin(file.path.join('/'), file.sizeBytes, written),
    etag: earlier ? known!.etag : null,
    written,
    safe: written,
  };
  // Before the first byte, so that the `.part` is known as ours whatever happens.
  await journal.set(file.id, { path: part.path, etag: arriving.etag, safeBytes: written, isDone: false });
  return arriving;
}

async function fetchRest(ports: ReceivePorts, file: Arriving, ticket: Ticket, moved: () => void): Promise<void> {
  if (file.written === file.sizeBytes && file.sizeBytes > 0) return;
  const url = await ticket.url();
  const { signal } = ports.client.patience;
  const headers = ports.client.proof();
  const octets = await fetchOctets({ url, start: file.written, etag: file.etag, headers, signal }).catch(
    ticket.explain,
  );
  try {
    await startAt(file, octets);
    for await (const piece of octets.body) {
      await write(file, piece);
      moved();
      if (file.written - file.safe >= CHECKPOINT_BYTES) await checkpoint(ports.journal, file);
    }
  } finally {
    octets.end();
  }
  if (file.written < file.sizeBytes) throw new UnreachableError('The connection ended before the file was whole.');
}

/** The server begins anew when the file is not the one that we have a part of. */
async function startAt(file: Arriving, octets: Octets): Promise<void> {
  if (octets.totalBytes !== undefined && octets.totalBytes !== file.sizeBytes) throw wrongSize();
  if (octets.start === 0 && file.written > 0) {
    file.progress.add(-file.written);
    file.written = 0;
    file.safe = 0;
    await file.part.handle.truncate(0);
  }
  file.etag = octets.etag;
}

/** At its own place each time, so that two calls at once write the same bytes to the same places. */
async function write(file: Arriving, piece: Uint8Array): Promise<void> {
  if (file.written + piece.length > file.sizeBytes) throw wrongSize();
  let at = 0;
  while (at < piece.length) {
    const wrote = await file.part.handle
      .write(piece, at, piece.length - at, file.written)
      .catch((error) => Promise.reject(cannotWrite(file.part.path, error)));
    at += wrote.bytesWritten;
    file.written += wrote.bytesWritten;
  }
  file.progress.add(piece.length);
}

async function checkpoint(journal: Journal, file: Arriving): Promise<void> {
  const { written, etag, fileId, part } = file;
  await part.handle.datasync();
  file.safe = written;
  await journal.set(fileId, { path: part.path, etag, safeBytes: written, isDone: false });
}

function wrongSize(): CommandError {
  return new CommandError(EXIT.refused, 'The file has another size than the sender’s page says; do not trust it.');
}
