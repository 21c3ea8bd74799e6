import { OwnWorker } from '../start-worker.ts';
import type { DrawnPage, PageOrder } from './draw-page.ts';
import type { PdfOrder } from './make-pdf.ts';
import type { FromPdf, FromPictures } from './messages.ts';
import pdfUrl from './pdf.worker.ts?worker&url';
import pictureUrl from './pictures.worker.ts?worker&url';
import { PhotoFailure, type PhotoProblem } from './problems.ts';

type Answered<Answer> = Answer | { readonly problem: PhotoProblem };
type Waiting<Answer> = PromiseWithResolvers<Answer>;

/** Asks a worker that answers in order. */
class Asked<Answer extends object> {
  readonly #url: string;
  #worker: OwnWorker<Answered<Answer>> | undefined;
  #waiting: Waiting<Answer>[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** @throws PhotoFailure what the worker could not do, or that there is none */
  ask(question: unknown): Promise<Answer> {
    this.#worker ??= this.#begin();
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.push(waiting);
    this.#worker.postMessage(question);
    return waiting.promise;
  }

  /** What was asked fails; the next question starts the worker anew. */
  end(problem: PhotoProblem = 'not_started'): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(new PhotoFailure(problem));
  }

  #begin(): OwnWorker<Answered<Answer>> {
    const worker = new OwnWorker<Answered<Answer>>(this.#url);
    worker.onmessage = ({ data }) => {
      const waiting = this.#waiting.shift();
      if ('problem' in data) waiting?.reject(new PhotoFailure(data.problem));
      else waiting?.resolve(data);
    };
    worker.onerror = () => this.end();
    return worker;
  }
}

type Done<Message> = Exclude<Message, { readonly problem: PhotoProblem }>;

/** Does the heavy work beside the page. The library that writes PDFs is loaded when the first PDF is wanted. */
export class PhotoWorkers {
  readonly #pictures = new Asked<Done<FromPictures>>(pictureUrl);
  readonly #pdf = new Asked<Done<FromPdf>>(pdfUrl);

  /** @throws PhotoFailure */
  async draw(order: PageOrder): Promise<DrawnPage> {
    return (await this.#pictures.ask(order)).page;
  }

  /** @throws PhotoFailure */
  async makePdf(order: PdfOrder): Promise<Blob> {
    return (await this.#pdf.ask(order)).pdf;
  }

  /** Ends all work at once. */
  end(): void {
    this.#pictures.end();
    this.#pdf.end();
  }
}
