import type { Language } from '@umschlag/contract';
import { safeName } from '@umschlag/std/safe-name';
import type { DescribedPage } from './make-pdf.ts';
import type { TakenAs } from './page-list.policy.ts';
import { longestSidePx } from './page-size.policy.ts';
import type { PhotoPage } from './photo-page.ts';
import type { PhotoWorkers } from './photo-workers.ts';
import { type PhotoProblem, photoProblemOf } from './problems.ts';
import { pageDescription } from './texts/descriptions.ts';

/** What becomes of the pages; a picture or an original is of one page alone. */
export type FileForm = 'pdf' | 'jpeg' | 'original';

export interface FileOrder {
  readonly pages: readonly PhotoPage[];
  readonly form: FileForm;
  readonly documentName: string;
  readonly language: Language;
  /** So many pages are done. */
  onPages(done: number): void;
}

/** Pages became no file. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';
  readonly problem: PhotoProblem;
  /** The one that could not be drawn, from 1; undefined if it was the file. */
  readonly page: number | undefined;
  constructor(problem: PhotoProblem, page: number | undefined, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
    this.page = page;
  }
}

/** Which forms there are for pages, the one that is proposed first. */
export function formsOf(pages: readonly Pick<PhotoPage, 'isPicked'>[], as: TakenAs): readonly FileForm[] {
  const pdf: readonly FileForm[] = as === 'picture' ? [] : ['pdf'];
  const [first, ...more] = pages;
  if (!first || more.length > 0 || as === 'pdf') return pdf;
  return first.isPicked ? [...pdf, 'jpeg', 'original'] : [...pdf, 'jpeg'];
}

/**
 * Makes the one file that is sent. An original is the picked file itself.
 * @throws FileFailure
 */
export async function makeFile(workers: PhotoWorkers, order: FileOrder): Promise<File> {
  const { pages, form, documentName, language } = order;
  if (form === 'original') return pages[0]!.file;
  const drawn = await drawAll(workers, order);
  if (form === 'jpeg') return fileOf(drawn[0]!.jpeg, `${documentName}.jpg`);
  const pdf = await failing(undefined, workers.makePdf({ pages: drawn, title: documentName, language }));
  return fileOf(pdf, `${documentName}.pdf`);
}

const fileOf = (content: Blob, name: string): File => new File([content], safeName(name), { type: content.type });

async function drawAll(workers: PhotoWorkers, { pages, language, onPages }: FileOrder): Promise<DescribedPage[]> {
  const drawn: DescribedPage[] = [];
  const maxSidePx = longestSidePx(pages.length);
  for (const { file, turns, crop } of pages) {
    const number = drawn.length + 1;
    const page = await failing(number, workers.draw({ file, edit: { turns, crop }, maxSidePx }));
    drawn.push({ ...page, description: pageDescription[language](number, pages.length) });
    onPages(number);
  }
  return drawn;
}

async function failing<T>(page: number | undefined, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new FileFailure(photoProblemOf(cause), page, { cause });
  }
}
