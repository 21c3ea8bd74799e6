import { useState } from 'preact/hooks';
import { FileFailure, type FileOrder, makeFile } from './make-file.ts';
import type { PhotoWorkers } from './photo-workers.ts';

/** A file that takes less is made before a progress bar could be read. */
const PATIENCE_MS = 1000;

export interface Making {
  /** Pages that are done. */
  readonly done: number;
  readonly pages: number;
  /** It takes so long that its progress is shown. */
  readonly isLong: boolean;
}

type State = Making | FileFailure | 'stopped' | undefined;

/** Makes the file, one at a time. Stopping it ends the work at once and leaves the pages as they are. */
export function useMaking(workers: PhotoWorkers) {
  const [state, setState] = useState<State>();
  const making = state instanceof FileFailure || state === 'stopped' ? undefined : state;
  const update = (part: Partial<Making>) =>
    setState((before) => (typeof before === 'object' && 'done' in before ? { ...before, ...part } : before));
  /** @returns undefined if it came to nothing, which is then told */
  const make = async (order: Omit<FileOrder, 'onPages'>): Promise<File | undefined> => {
    if (making) return undefined;
    setState({ done: 0, pages: order.pages.length, isLong: false });
    const timer = setTimeout(() => update({ isLong: true }), PATIENCE_MS);
    try {
      const file = await makeFile(workers, { ...order, onPages: (done) => update({ done }) });
      setState(undefined);
      return file;
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error;
      setState((before) => (before === 'stopped' ? before : error));
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  const stop = () => {
    setState('stopped');
    workers.end();
  };
  const failure = state instanceof FileFailure ? state : undefined;
  return { making, failure, isStopped: state === 'stopped', make, stop };
}
