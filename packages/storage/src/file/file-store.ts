import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore, Bytes } from '../blob-store.ts';
import { checkedBody } from '../checked-body.ts';
import { makeFolder, moveInPlace, syncFolder } from './durable.ts';
import { ifThere, translated, translatedEach } from './file-errors.ts';
import { type FileLayout, fileLayout, keyOfFileName } from './file-layout.ts';
import { removeLeftovers } from './leftovers.ts';
import { abortMultipart, completeMultipart, createMultipart, listMultiparts, putPart } from './multipart.ts';
import { readObject } from './read-object.ts';
import { writeBody } from './write-body.ts';

/** Objects as files below one folder, which one machine's processes may share. */
export async function createFileStore({ root }: { root: string }): Promise<BlobStore> {
  const layout = fileLayout(root);
  await translated(async () => {
    for (const folder of [layout.objects, layout.temporary, layout.multiparts]) await makeFolder(folder);
    await removeLeftovers(layout);
  });
  return {
    put: (key, body, how) => translated(() => put(layout, key, body, how)),
    get: async (key, range, signal) => readObject(layout.object(key), range, signal),
    head: (key) =>
      translated(async () => {
        const found = await ifThere(stat(layout.object(key)));
        return found && { sizeBytes: found.size };
      }),
    createMultipart: (key, { totalSizeBytes }) => translated(() => createMultipart(layout, key, totalSizeBytes)),
    putPart: (key, id, part, body) => translated(() => putPart(layout, key, id, part, body)),
    completeMultipart: (key, id, parts) => translated(() => completeMultipart(layout, key, id, parts)),
    abortMultipart: (key, id) => translated(() => abortMultipart(layout, key, id)),
    list: (prefix = '') => translatedEach(list(layout, prefix)),
    listMultiparts: () => translatedEach(listMultiparts(layout)),
    deleteMany: (keys) => translated(() => deleteMany(layout, keys)),
    check: () =>
      translated(async () => {
        const probe = join(layout.temporary, `probe-${randomBytes(8).toString('hex')}`);
        // One octet, since a full disk may still take an empty file.
        await writeFile(probe, '?', { flag: 'wx', mode: 0o600, flush: true }).finally(() => rm(probe, { force: true }));
      }),
    close: async () => {},
  };
}

async function put(
  layout: FileLayout,
  key: string,
  body: Bytes,
  how: { sizeBytes: number; sha256?: Uint8Array },
): Promise<void> {
  const target = layout.object(key);
  const temporary = join(layout.temporary, randomBytes(16).toString('hex'));
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await writeBody(handle, checkedBody(body, how), 0);
    await handle.sync();
    await handle.close();
    await moveInPlace(temporary, target);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Durable as well: what was deleted does not come back after a loss of power. */
async function deleteMany(layout: FileLayout, keys: readonly string[]): Promise<void> {
  const files = keys.map((key) => layout.object(key));
  for (const file of files) await rm(file, { force: true });
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    await syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

async function* list(layout: FileLayout, prefix: string) {
  for (const shard of await readdir(layout.objects)) {
    for (const name of await readdir(join(layout.objects, shard))) {
      const key = keyOfFileName(name);
      if (!key.startsWith(prefix)) continue;
      const found = await ifThere(stat(join(layout.objects, shard, name)));
      if (found) yield { key, sizeBytes: found.size, modifiedAt: found.mtime };
    }
  }
}
