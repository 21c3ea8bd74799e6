/** Runs in a worker of the browser, beside others like it: does what it is told to, and says when it is done. */
import { newOpening, openBare, sealBare, sealParts } from '../sealed/workload.ts';

export type Work = 'seal' | 'open' | 'sealBare' | 'openBare';

export interface Order {
  readonly work: Work;
  readonly octets: number;
}

const scope = globalThis as unknown as {
  onmessage: (event: { data: Order }) => void;
  postMessage(message: { error: string | undefined }): void;
};

/** By size. */
const openings = new Map<number, () => Promise<void>>();

const works: Record<Work, (octets: number) => Promise<void>> = {
  seal: (octets) => sealParts(octets, true),
  open: async (octets) => {
    const open = openings.get(octets) ?? (await newOpening(octets));
    openings.set(octets, open);
    await open();
  },
  sealBare,
  openBare,
};

scope.onmessage = async ({ data: { work, octets } }) => {
  const error = await works[work](octets).then(
    () => undefined,
    (problem) => String(problem?.stack ?? problem),
  );
  scope.postMessage({ error });
};
scope.postMessage({ error: undefined });
