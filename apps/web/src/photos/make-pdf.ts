import {
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { placedOnA4 } from './a4.policy.ts';
import type { DrawnPage } from './draw-page.ts';

/** A page, and what is read out in place of its picture. */
export interface DescribedPage extends DrawnPage {
  readonly description: string;
}

export interface PdfOrder {
  /** At least one. */
  readonly pages: readonly DescribedPage[];
  readonly title: string;
  /** BCP 47; of the title and the descriptions. */
  readonly language: string;
}

/**
 * A PDF of pictures, one to a page of A4. Tagged: each picture is a figure with its description (ISO 32000-2 §14.7 to
 * §14.9). Nothing in it names time, device or program, so that the same pages make the same octets.
 */
export async function makePdf({ pages, title, language }: PdfOrder): Promise<Blob> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage(language);
  const structure = beginStructure(pdf);
  for (const { jpeg, size, description } of pages) {
    const image = await pdf.embedJpg(await jpeg.arrayBuffer());
    const { page: paper, ...place } = placedOnA4(size);
    const page = pdf.addPage([...paper]);
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, ['/Figure', '<< /MCID 0 >>']));
    page.drawImage(image, place);
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
    const { x, y, width, height } = place;
    structure.addFigure(page, description, [x, y, x + width, y + height]);
  }
  structure.end();
  return new Blob([(await pdf.save({ useObjectStreams: false })) as Uint8Array<ArrayBuffer>], {
    type: 'application/pdf',
  });
}

/** The tree of what the pages hold: one document, and below it a figure for each page. */
function beginStructure(pdf: PDFDocument) {
  const { context, catalog } = pdf;
  const root = context.nextRef();
  const whole = context.nextRef();
  const figures: PDFRef[] = [];
  const addFigure = (page: PDFPage, description: string, box: readonly number[]) => {
    const alternative = PDFHexString.fromText(description);
    const attributes = { O: 'Layout', Placement: 'Block', BBox: [...box] };
    const figure = { Type: 'StructElem', S: 'Figure', P: whole, Pg: page.ref, K: 0, Alt: alternative, A: attributes };
    page.node.set(PDFName.of('StructParents'), PDFNumber.of(figures.length));
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    figures.push(context.register(context.obj(figure)));
  };
  const end = () => {
    const parents = figures.flatMap((figure, page) => [page, [figure]]);
    const tree = context.register(context.obj({ Nums: parents }));
    context.assign(whole, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: figures }));
    context.assign(
      root,
      context.obj({ Type: 'StructTreeRoot', K: [whole], ParentTree: tree, ParentTreeNextKey: figures.length }),
    );
    catalog.set(PDFName.of('StructTreeRoot'), root);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  };
  return { addFigure, end };
}
