import type { Way } from './messages.ts';

/** As much of the File System Access API as is used; the DOM's types do not have it yet. */
export type PickFile = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** As much of a browser as decides how a file gets onto its disk. */
export interface Surroundings {
  readonly showSaveFilePicker?: PickFile | undefined;
  readonly navigator: {
    readonly vendor?: string | undefined;
    readonly serviceWorker?: object | undefined;
    readonly storage?: { readonly getDirectory?: unknown } | undefined;
  };
}

/**
 * The ways that there are here, the best first. Safari has service workers, but does not stream downloads from them
 * (nor has it a feature that would say so, hence its maker); private windows of Firefox have none.
 */
export function waysHere({ showSaveFilePicker, navigator }: Surroundings): Way[] {
  const isSafari = navigator.vendor?.startsWith('Apple') ?? false;
  const ways: Way[] = [];
  if (showSaveFilePicker) ways.push('picked');
  if (navigator.serviceWorker && !isSafari) ways.push('streamed');
  if (navigator.storage?.getDirectory) ways.push('stored');
  return ways;
}
