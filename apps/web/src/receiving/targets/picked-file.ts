import { saving } from '../problems.ts';
import type { Target } from './target.ts';

/** Not in the DOM's types yet. */
type RemovableHandle = FileSystemFileHandle & { remove?(): Promise<void> };

/**
 * A file that the person has picked. The browser writes beside it, and puts that in its place when it is closed, so
 * that what is there is either whole or what it was before.
 */
export async function pickedFile(handle: RemovableHandle): Promise<Target> {
  const file = await saving(() => handle.createWritable());
  return {
    write: (octets) => saving(() => file.write(octets)),
    complete: () =>
      saving(async () => {
        await file.close();
        return undefined;
      }),
    abandon: async () => {
      await file.abort().catch(() => undefined);
      await removeEmpty(handle).catch(() => undefined);
    },
  };
}

/** The picker has made a file of no octets where there was none, which looks like a document. */
async function removeEmpty(handle: RemovableHandle): Promise<void> {
  if ((await handle.getFile()).size === 0) await handle.remove?.();
}
