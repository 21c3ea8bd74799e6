import { saving } from '../problems.ts';
import type { Target } from './target.ts';

const FOLDER = 'receiving';

/** Types of the file system for workers; the DOM's know no workers. */
interface SyncAccess {
  write(octets: Uint8Array<ArrayBuffer>): number;
  flush(): void;
  close(): void;
}
type WorkerHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> };

/** Held while a file is written or handed over, so that no other tab takes it for left behind. */
const lockOf = (name: string): string => `umschlag-receiving-${name}`;

/**
 * A file in the browser's own file system for this site, which is handed over when it is whole. It goes when `released`
 * resolves; one that a closed tab has left behind goes with the next download.
 */
export async function storedFile(released: Promise<void>): Promise<Target> {
  const folder = await saving(async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true }),
  );
  await removeLeftBehind(folder);
  const name = crypto.randomUUID();
  const isOver = Promise.withResolvers<void>();
  await new Promise<void>((resolve) => {
    void navigator.locks.request(lockOf(name), () => {
      resolve();
      return isOver.promise;
    });
  });
  const remove = async () => {
    await folder.removeEntry(name).catch(() => undefined);
    isOver.resolve();
  };
  const handle = await saving(() => folder.getFileHandle(name, { create: true }) as Promise<WorkerHandle>);
  const access = await saving(() => handle.createSyncAccessHandle());
  return {
    write: (octets) => saving(() => writeAll(access, octets)),
    complete: () =>
      saving(async () => {
        access.flush();
        access.close();
        void released.then(remove);
        return handle.getFile();
      }),
    abandon: async () => {
      access.close();
      await remove();
    },
  };
}

function writeAll(access: SyncAccess, octets: Uint8Array<ArrayBuffer>): void {
  for (let at = 0; at < octets.length; ) {
    const written = access.write(octets.subarray(at));
    // A full disk is not told otherwise by every browser.
    if (written === 0) throw new DOMException('Nothing more is taken.', 'QuotaExceededError');
    at += written;
  }
}

async function removeLeftBehind(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  for (const name of names) {
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
      if (lock) await folder.removeEntry(name).catch(() => undefined);
    });
  }
}
