import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes, PartDescription, StoredPart } from '../blob-store.ts';
import { checkedBody } from '../checked-body.ts';
import { StorageError } from '../storage-error.ts';
import { makeFolder, moveInPlace, syncFolder, writeBody } from './durable.ts';
import type { FileLayout } from './file-layout.ts';

/**
 * An unfinished upload is a folder: `data`, into which each part is written at its place, `upload.json`, and a marker
 * `part-<n>.json` per part. A marker is written only after its part's octets are on the disk, and taken away before
 * they are written again: what a marker names is there, whole, also after a crash.
 */
const DATA = 'data';
const UPLOAD = 'upload.json';
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
  const text = await readFile(join(layout.multipart(multipartId), UPLOAD), 'utf8').catch(() => undefined);
  const upload = text === undefined ? undefined : (JSON.parse(text) as UploadFile);
  if (upload?.key !== key) throw new StorageError('no_such_multipart', 'There is no such upload.');
  return upload;
}

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
  await removeMarker(folder, part.number);
  const data = await open(join(folder, DATA), 'r+');
  try {
    await writeBody(data, checkedBody(body, part), part.offset);
    await data.datasync();
  } finally {
    await data.close();
  }
  const sha256 = Buffer.from(part.sha256).toString('hex');
  await writeDurably(folder, marker(part.number), { offset: part.offset, sizeBytes: part.sizeBytes, sha256 });
  return { etag: sha256 };
}

async function removeMarker(folder: string, number: number): Promise<void> {
  const before = await stat(join(folder, marker(number))).catch(() => undefined);
  if (!before) return;
  await rm(join(folder, marker(number)), { force: true });
  await syncFolder(folder);
}

/** @returns the octets of all parts @throws StorageError `missing_part`, `size_mismatch` */
async function checkParts(
  folder: string,
  parts: readonly StoredPart[],
  totalSizeBytes: number | undefined,
): Promise<number> {
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    const text = await readFile(join(folder, marker(index + 1)), 'utf8').catch(() => undefined);
    const stored = text === undefined ? undefined : (JSON.parse(text) as Marker);
    if (part.number !== index + 1 || stored?.offset !== offset || stored.sha256 !== part.etag) {
      throw new StorageError('missing_part', `Part ${index + 1} is not there.`);
    }
    offset += stored.sizeBytes;
  }
  if (offset !== (totalSizeBytes ?? offset)) {
    throw new StorageError('size_mismatch', 'The parts do not add up to the object.');
  }
  return offset;
}

export async function completeMultipart(
  layout: FileLayout,
  key: string,
  multipartId: string,
  parts: readonly StoredPart[],
): Promise<{ sizeBytes: number }> {
  const folder = layout.multipart(multipartId);
  const done = await stat(layout.object(key)).catch(() => undefined);
  const data = await stat(join(folder, DATA)).catch(() => undefined);
  if (!data && done) {
    await rm(folder, { recursive: true, force: true });
    return { sizeBytes: done.size };
  }
  const { totalSizeBytes } = await readUpload(layout, key, multipartId);
  const sizeBytes = await checkParts(folder, parts, totalSizeBytes);
  await moveInPlace(join(folder, DATA), layout.object(key)).catch(async (error: NodeJS.ErrnoException) => {
    // Another process completed it in the meantime.
    if (error.code !== 'ENOENT' || !(await stat(layout.object(key)).catch(() => undefined))) throw error;
  });
  await rm(folder, { recursive: true, force: true });
  return { sizeBytes };
}

export async function abortMultipart(layout: FileLayout, key: string, multipartId: string): Promise<void> {
  const upload = await readUpload(layout, key, multipartId).catch(() => undefined);
  if (!upload) return;
  await rm(layout.multipart(multipartId), { recursive: true, force: true });
  await syncFolder(layout.multiparts);
}

export async function* listMultiparts(layout: FileLayout) {
  for (const multipartId of await readdir(layout.multiparts)) {
    const text = await readFile(join(layout.multiparts, multipartId, UPLOAD), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { key, startedAt } = JSON.parse(text) as UploadFile;
    yield { key, multipartId, startedAt: new Date(startedAt) };
  }
}

async function writeDurably(folder: string, name: string, value: object): Promise<void> {
  const temporary = join(folder, `.${name}.${randomBytes(4).toString('hex')}`);
  await writeFile(temporary, JSON.stringify(value), { mode: 0o600, flush: true });
  await rename(temporary, join(folder, name));
  await syncFolder(folder);
}
