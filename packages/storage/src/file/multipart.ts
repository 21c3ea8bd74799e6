import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes, PartDescription, StoredPart } from '../blob-store.ts';
import { checkedBody } from '../checked-body.ts';
import { StorageError } from '../storage-error.ts';
import { makeFolder, moveInPlace, syncFolder } from './durable.ts';
import { ifThere } from './file-errors.ts';
import type { FileLayout } from './file-layout.ts';
import { oneAttemptAtATime } from './one-attempt.ts';
import { writeBody } from './write-body.ts';

/**
 * An unfinished upload is a folder: `data`, into which each part is written at its place, `upload.json`, and a marker
 * `part-<n>.json` per part. A marker is written only after its part's octets are on the disk, and taken away before
 * they are written again: what a marker names is there, whole, also after a crash.
 */
const DATA = 'data';
export const UPLOAD = 'upload.json';
const marker = (number: number) => `part-${number}.json`;

interface Marker {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

interface UploadFile {
  readonly key: string;
  readonly totalSizeBytes?: number | undefined;
  readonly startedAt: string;
}

/**
 * Begins an upload; from its return on it survives a crash.
 * @param totalSizeBytes of the whole object; absent when nobody knows yet
 * @returns its id, 32 hexadecimal digits
 * @throws StorageError `invalid_key`
 */
export async function createMultipart(
  layout: FileLayout,
  key: string,
  totalSizeBytes: number | undefined,
): Promise<string> {
  layout.object(key);
  const multipartId = randomBytes(16).toString('hex');
  const folder = layout.multipart(multipartId);
  await makeFolder(folder);
  const upload: UploadFile = { key, totalSizeBytes, startedAt: new Date().toISOString() };
  await writeDurably(folder, UPLOAD, upload);
  const data = await open(join(folder, DATA), 'wx', 0o600);
  await data.close();
  await syncFolder(folder);
  return multipartId;
}

async function readUpload(layout: FileLayout, key: string, multipartId: string): Promise<UploadFile> {
  const upload = await readJson<UploadFile>(join(layout.multipart(multipartId), UPLOAD));
  if (upload?.key !== key) throw new StorageError('no_such_multipart', 'There is no such upload.');
  return upload;
}

/**
 * Writes one part at its place. It is on the disk when its etag is given back: the SHA-256 of its octets, in
 * hexadecimal. A part that has arrived already is read and checked, but not written again; another content for its
 * number replaces it.
 * @throws StorageError `no_such_multipart`, `size_mismatch`, `digest_mismatch`; `aborted` when the same part came again
 *   while this one was hanging
 */
export async function putPart(
  layout: FileLayout,
  key: string,
  multipartId: string,
  part: PartDescription,
  body: Bytes,
): Promise<{ etag: string }> {
  const { totalSizeBytes } = await readUpload(layout, key, multipartId);
  if (part.offset < 0 || part.offset + part.sizeBytes > (totalSizeBytes ?? Number.MAX_SAFE_INTEGER)) {
    throw new StorageError('size_mismatch', 'The part does not lie within the object.');
  }
  const folder = layout.multipart(multipartId);
  const place = join(folder, marker(part.number));
  return oneAttemptAtATime(place, body, (watched) => writePart(folder, part, watched));
}

async function writePart(folder: string, part: PartDescription, body: Bytes): Promise<{ etag: string }> {
  const { number, offset, sizeBytes } = part;
  const sha256 = Buffer.from(part.sha256).toString('hex');
  const stored = await readJson<Marker>(join(folder, marker(number)));
  if (stored?.offset === offset && stored.sizeBytes === sizeBytes && stored.sha256 === sha256) {
    // What was acknowledged is not touched again.
    for await (const _ of checkedBody(body, part));
    return { etag: sha256 };
  }
  if (stored) await removeMarker(folder, number);
  const data = await openData(folder);
  try {
    await writeBody(data, checkedBody(body, part), offset);
    await data.datasync();
  } finally {
    await data.close();
  }
  await writeDurably(folder, marker(number), { offset, sizeBytes, sha256 });
  return { etag: sha256 };
}

async function openData(folder: string): Promise<FileHandle> {
  const data = await ifThere(open(join(folder, DATA), 'r+'));
  // Completed or aborted in the meantime.
  if (!data) throw new StorageError('no_such_multipart', 'There is no such upload.');
  return data;
}

async function removeMarker(folder: string, number: number): Promise<void> {
  await rm(join(folder, marker(number)), { force: true });
  await syncFolder(folder);
}

async function readJson<T>(file: string): Promise<T | undefined> {
  const text = await ifThere(readFile(file, 'utf8'));
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

/** @returns the octets of all parts @throws StorageError `missing_part`, `size_mismatch` */
async function checkParts(
  folder: string,
  parts: readonly StoredPart[],
  totalSizeBytes: number | undefined,
): Promise<number> {
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    const stored = await readJson<Marker>(join(folder, marker(index + 1)));
    if (
      part.number !== index + 1 ||
      stored?.offset !== offset ||
      stored.sha256 !== part.etag ||
      stored.sizeBytes !== part.sizeBytes
    ) {
      throw new StorageError('missing_part', `Part ${index + 1} is not there.`);
    }
    offset += stored.sizeBytes;
  }
  if (offset !== (totalSizeBytes ?? offset)) {
    throw new StorageError('size_mismatch', 'The parts do not add up to the object.');
  }
  return offset;
}

/**
 * Joins parts 1..n, which must lie one behind the other without gap, by moving `data` to the object's place: the object
 * appears whole or not at all. May be repeated, also by two processes at once.
 * @returns the object's size in octets
 * @throws StorageError `missing_part`, `size_mismatch`; `no_such_multipart` when there is neither the upload nor an
 *   object of that size
 */
export async function completeMultipart(
  layout: FileLayout,
  key: string,
  multipartId: string,
  parts: readonly StoredPart[],
): Promise<{ sizeBytes: number }> {
  const folder = layout.multipart(multipartId);
  try {
    await joinParts(layout, key, multipartId, parts);
  } catch (error) {
    // Joined before, or in this moment by another process?
    if (await ifThere(stat(join(folder, DATA)))) throw error;
    const object = await ifThere(stat(layout.object(key)));
    if (object?.size !== sumOf(parts)) throw error;
  }
  await rm(folder, { recursive: true, force: true });
  return { sizeBytes: sumOf(parts) };
}

const sumOf = (parts: readonly StoredPart[]) => parts.reduce((sum, part) => sum + part.sizeBytes, 0);

async function joinParts(layout: FileLayout, key: string, multipartId: string, parts: readonly StoredPart[]) {
  const { totalSizeBytes } = await readUpload(layout, key, multipartId);
  const folder = layout.multipart(multipartId);
  const data = await openData(folder);
  try {
    await cutTo(data, await checkParts(folder, parts, totalSizeBytes));
  } finally {
    await data.close();
  }
  await moveInPlace(join(folder, DATA), layout.object(key));
}

/** A part that broke off may have written past the end of those that count. */
async function cutTo(data: FileHandle, sizeBytes: number): Promise<void> {
  if ((await data.stat()).size === sizeBytes) return;
  await data.truncate(sizeBytes);
  await data.sync();
}

/**
 * Forgets an upload with its parts. May be repeated: with an unknown id, or that of another key, nothing happens.
 * @throws StorageError `no_such_multipart` for what is no id at all
 */
export async function abortMultipart(layout: FileLayout, key: string, multipartId: string): Promise<void> {
  const folder = layout.multipart(multipartId);
  const upload = await readJson<UploadFile>(join(folder, UPLOAD));
  if (upload?.key !== key) return;
  await rm(folder, { recursive: true, force: true });
  await syncFolder(layout.multiparts);
}

/** The unfinished uploads, in no order. One that ends meanwhile, or whose beginning a crash cut short, is left out. */
export async function* listMultiparts(layout: FileLayout) {
  for (const multipartId of await readdir(layout.multiparts)) {
    const upload = await readJson<UploadFile>(join(layout.multiparts, multipartId, UPLOAD));
    if (upload) yield { key: upload.key, multipartId, startedAt: new Date(upload.startedAt) };
  }
}

async function writeDurably(folder: string, name: string, value: object): Promise<void> {
  const temporary = join(folder, `.${name}.${randomBytes(4).toString('hex')}`);
  await writeFile(temporary, JSON.stringify(value), { mode: 0o600, flush: true });
  await rename(temporary, join(folder, name));
  await syncFolder(folder);
}
