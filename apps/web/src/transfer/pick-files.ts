import type { PickedFile } from './messages.ts';

/** Files of an `<input>`; those of a folder come with their relative path. */
export function pickedFromInput(files: FileList): PickedFile[] {
  return Array.from(files, (file) => ({
    path: file.webkitRelativePath === '' ? [file.name] : file.webkitRelativePath.split('/'),
    file,
    handle: undefined,
  }));
}

/** Entry in a drop, where the browser gives handles to the files on disk. */
type DropItem = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/**
 * Files and folders of a drop, with all that the folders hold. Must be called within the event: the list
 * of items is empty afterwards.
 */
export async function pickedFromDrop(data: DataTransfer): Promise<PickedFile[]> {
  const items = [...data.items].filter(({ kind }) => kind === 'file') as DropItem[];
  const found = items.map(async (item): Promise<PickedFile[]> => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    const handle = await item.getAsFileSystemHandle?.().catch(() => null);
    if (handle) return fromHandle(handle, []);
    if (entry) return fromEntry(entry, []);
    return file ? [{ path: [file.name], file, handle: undefined }] : [];
  });
  return (await Promise.all(found)).flat();
}

async function fromHandle(handle: FileSystemHandle, folders: readonly string[]): Promise<PickedFile[]> {
  const path = [...folders, handle.name];
  if (isFile(handle)) return [{ path, file: await handle.getFile(), handle }];
  const children: FileSystemHandle[] = [];
  for await (const child of (handle as FileSystemDirectoryHandle).values()) children.push(child);
  const found: PickedFile[] = [];
  for (const child of children.sort(byName)) found.push(...(await fromHandle(child, path)));
  return found;
}

/** A folder lists its content in any order; people expect "Anlage 2" before "Anlage 10". */
const byName = (one: { name: string }, other: { name: string }): number =>
  one.name.localeCompare(other.name, undefined, { numeric: true });

const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === 'file';

async function fromEntry(entry: FileSystemEntry, folders: readonly string[]): Promise<PickedFile[]> {
  const path = [...folders, entry.name];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path, file, handle: undefined }];
  }
  const children = await entriesIn(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.sort(byName).map((child) => fromEntry(child, path)))).flat();
}

/** The reader gives at most a hundred at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
