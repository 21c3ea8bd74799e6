import { makePdf } from './make-pdf.ts';
import type { FromPdf, ToPdf } from './messages.ts';
import { photoProblemOf } from './problems.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromPdf): void;
  onmessage: ((event: MessageEvent<ToPdf>) => void) | null;
}

const scope = self as unknown as WorkerScope;

async function answer(order: ToPdf): Promise<void> {
  try {
    scope.postMessage({ pdf: await makePdf(order) });
  } catch (error) {
    scope.postMessage({ problem: photoProblemOf(error) });
  }
}

scope.onmessage = ({ data }) => void answer(data);
