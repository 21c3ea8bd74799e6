import { type PageViewport, type PDFDocumentProxy, type PDFPageProxy, type RenderTask, TextLayer } from 'pdfjs-dist';
import type { FromFrame } from '../messages.ts';
import { place, problemOf, type View } from './page-link.ts';

/** Canvases that are larger stay empty in some browsers; a page is drawn coarser then. */
const MAX_CANVAS_PIXELS = 16_000_000;

/** In CSS pixels: somewhat more than A4 at its natural size. */
const MAX_FITTED_WIDTH = 900;

/** One page of a PDF at a time. */
export class PdfPages implements View {
  readonly #document: PDFDocumentProxy;
  readonly #tell: (message: FromFrame) => void;
  #page = 1;
  #factor = 1;
  /** Counts what was wished, so that what comes too late is not shown. */
  #wish = 0;
  #drawing: RenderTask | undefined;

  constructor(document: PDFDocumentProxy, tell: (message: FromFrame) => void) {
    this.#document = document;
    this.#tell = tell;
    addEventListener('resize', () => void this.#draw());
  }

  turn(page: number): Promise<void> {
    this.#page = Math.min(Math.max(page, 1), this.#document.numPages);
    place().scrollTo(0, 0);
    return this.#draw();
  }

  zoom(factor: number): void {
    this.#factor = factor;
    void this.#draw();
  }

  async #draw(): Promise<void> {
    this.#wish += 1;
    const wish = this.#wish;
    const number = this.#page;
    this.#drawing?.cancel();
    try {
      const page = await this.#document.getPage(number);
      if (wish !== this.#wish) return;
      const viewport = fitted(page, this.#factor);
      const { sheet, canvas } = newSheet(viewport);
      this.#drawing = page.render({ canvas, viewport, ...scaled(canvas, viewport) });
      await this.#drawing.promise;
      const hasText = await addText(sheet, page, viewport);
      if (wish !== this.#wish) return;
      place().replaceChildren(sheet);
      this.#tell({ name: 'shown', page: number, pages: this.#document.numPages, hasText });
    } catch (error) {
      if (wish === this.#wish) this.#tell({ name: 'failed', problem: problemOf(error) });
    }
  }
}

/** At the width of the frame; in a wide one as wide as it is read well. */
function fitted(page: PDFPageProxy, factor: number): PageViewport {
  const { width } = page.getViewport({ scale: 1 });
  return page.getViewport({ scale: (Math.min(place().clientWidth, MAX_FITTED_WIDTH) / width) * factor });
}

function newSheet({ width, height, scale }: PageViewport) {
  const sheet = document.createElement('div');
  sheet.className = 'sheet';
  sheet.style.width = `${width}px`;
  sheet.style.height = `${height}px`;
  // PDF.js reckons the places of its text with this.
  sheet.style.setProperty('--total-scale-factor', String(scale));
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  sheet.append(canvas);
  return { sheet, canvas };
}

/** As fine as the screen, if a canvas can be. */
function scaled(canvas: HTMLCanvasElement, { width, height }: PageViewport) {
  const finest = Math.sqrt(MAX_CANVAS_PIXELS / (width * height));
  const ratio = Math.min(devicePixelRatio, finest);
  canvas.width = Math.max(1, Math.floor(width * ratio));
  canvas.height = Math.max(1, Math.floor(height * ratio));
  return { transform: [ratio, 0, 0, ratio, 0, 0] };
}

/** What is drawn cannot be read out or marked: the text is laid over it, unseen. @returns whether there is any */
async function addText(sheet: HTMLElement, page: PDFPageProxy, viewport: PageViewport): Promise<boolean> {
  const container = document.createElement('div');
  container.className = 'text';
  sheet.append(container);
  await new TextLayer({ textContentSource: page.streamTextContent(), container, viewport }).render();
  return /\S/.test(container.textContent ?? '');
}
