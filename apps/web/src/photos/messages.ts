import type { DrawnPage, PageOrder } from './draw-page.ts';
import type { PdfOrder } from './make-pdf.ts';
import type { PhotoProblem } from './problems.ts';

/** What the page asks of a worker. Answers come in the order of the questions. */
export type ToPictures = PageOrder;
export type FromPictures = { readonly page: DrawnPage } | { readonly problem: PhotoProblem };

export type ToPdf = PdfOrder;
export type FromPdf = { readonly pdf: Blob } | { readonly problem: PhotoProblem };
