import { rm } from 'node:fs/promises';
import { type ManifestFile, plainStartOfPart, sealedObjectOf, verifiedPlaintext } from '@umschlag/keyring';
import { openRange } from '@umschlag/sealed/node';
import type { FileProgress } from '../terminal/index.ts';
import { createPart, finishPart, type PartFile, reopenPart } from './part-file.ts';
import type { ReceivePorts } from './receive-file.ts';
import { refusalOf } from './refusal.ts';
import { sealedOctets } from './sealed-octets.ts';
import { cannotWrite, makeFolder } from './target-folder.ts';
import { createTicket } from './ticket.ts';

interface Arriving {
  readonly part: PartFile;
  readonly progress: FileProgress;
  /** The part of the manifest's digest that comes next, from 1. */
  next: number;
}

/**
 * Fetches one sealed file, opens it, and writes to `NAME.part` what has the digest that the sender signed. It is renamed
 * when it is whole. What was written by an earlier call, whole part by whole part, is not fetched again.
 * @returns its final path
 * @throws SealedError, KeyringError, RefusedError, UnreachableError, Interrupted, UsageError
 */
export async function receiveSealedFile(ports: ReceivePorts, file: ManifestFile): Promise<string> {
  const arriving = await begin(ports, file);
  const { part } = arriving;
  try {
    await fetchRest(ports, file, arriving);
    await part.handle.sync();
    await part.handle.close();
  } catch (error) {
    await part.handle.close();
    // Of a file that is not the sender's nothing stays, not even under another name.
    if (refusalOf(error)) await rm(part.path, { force: true });
    throw error;
  }
  const path = await finishPart(part.path, file.path.at(-1)!);
  await ports.journal.set(file.id, { path, etag: null, safeBytes: file.sizeBytes, isDone: true });
  arriving.progress.finish();
  return path;
}

async function begin({ journal, root, progress }: ReceivePorts, file: ManifestFile): Promise<Arriving> {
  const known = journal.get(file.id);
  const earlier = known && !known.isDone ? await reopenPart(known.path) : undefined;
  const part = earlier ?? (await createPart(await makeFolder(root, file.path.slice(0, -1)), file.path.at(-1)!));
  const next = earlier ? partAt(file, Math.min(known!.safeBytes, earlier.sizeBytes)) : 1;
  const start = plainStartOfPart(file, next);
  await part.handle.truncate(start);
  await journal.set(file.id, { path: part.path, etag: null, safeBytes: start, isDone: false });
  return { part, progress: progress.begin(file.path.join('/'), file.sizeBytes, start), next };
}

/** The last part that begins at or before so many octets. The last one is never skipped: it proves the end. */
function partAt(file: ManifestFile, octets: number): number {
  let number = file.digest.partSha256.length;
  while (number > 1 && plainStartOfPart(file, number) > octets) number -= 1;
  return number;
}

async function fetchRest(ports: ReceivePorts, file: ManifestFile, arriving: Arriving): Promise<void> {
  const object = sealedObjectOf(file);
  const at = { client: ports.client, ticket: createTicket(ports, file.id), sealedSizeBytes: object.sealedSizeBytes };
  const start = plainStartOfPart(file, arriving.next);
  const plain = openRange(object, (from, to) => sealedOctets(at, from, to), start, file.sizeBytes);
  let written = start;
  for await (const octets of verifiedPlaintext(file, plain, arriving.next)) {
    await writeAll(arriving.part, octets, written);
    written += octets.length;
    arriving.progress.add(octets.length);
    await arriving.part.handle.datasync();
    await ports.journal.set(file.id, { path: arriving.part.path, etag: null, safeBytes: written, isDone: false });
  }
}

async function writeAll({ handle, path }: PartFile, octets: Uint8Array, position: number): Promise<void> {
  let at = 0;
  while (at < octets.length) {
    const { bytesWritten } = await handle
      .write(octets, at, octets.length - at, position + at)
      .catch((error) => Promise.reject(cannotWrite(path, error)));
    at += bytesWritten;
  }
}
