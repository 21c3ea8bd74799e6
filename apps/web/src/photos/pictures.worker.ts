import { drawPage } from './draw-page.ts';
import type { FromPictures, ToPictures } from './messages.ts';
import { photoProblemOf } from './problems.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromPictures): void;
  onmessage: ((event: MessageEvent<ToPictures>) => void) | null;
}

const scope = self as unknown as WorkerScope;

async function answer(order: ToPictures): Promise<void> {
  try {
    scope.postMessage({ page: await drawPage(order) });
  } catch (error) {
    scope.postMessage({ problem: photoProblemOf(error) });
  }
}

/** One after the other: two photographs at once are too much for the memory of a telephone. */
let before: Promise<void> = Promise.resolve();
scope.onmessage = ({ data }) => {
  before = before.then(() => answer(data));
};
