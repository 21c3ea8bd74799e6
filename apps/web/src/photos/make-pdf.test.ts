import { describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { makePdf } from './make-pdf.ts';
import { jpeg } from './picture-octets.fixture.ts';

const drawn = (widthPx: number, heightPx: number, description: string) => ({
  jpeg: new Blob([jpeg({ widthPx, heightPx })]),
  size: { widthPx, heightPx },
  description,
});
const ORDER = {
  pages: [drawn(2480, 3508, 'Seite 1 von 2: Foto'), drawn(3508, 2480, 'Seite 2 von 2: Foto')],
  title: 'Ärztlicher Bericht (Köln)',
  language: 'de',
};

const octetsOf = async (pdf: Blob) => new Uint8Array(await pdf.arrayBuffer());
const opened = async (pdf: Blob) => getDocument({ data: await octetsOf(pdf), verbosity: 0 }).promise;

describe('the PDF', () => {
  test('has title and language, and says nothing of time, program or device', async () => {
    const pdf = await makePdf(ORDER);
    const { info, metadata } = await (await opened(pdf)).getMetadata();
    expect(info).toMatchObject({ Title: 'Ärztlicher Bericht (Köln)', Language: 'de' });
    expect(metadata).toBeNull();
    for (const name of ['Producer', 'Creator', 'Author', 'CreationDate', 'ModDate'])
      expect(info).not.toHaveProperty(name);
    const text = String.fromCharCode(...(await octetsOf(pdf)));
    expect(text).not.toMatch(/Producer|Creator|CreationDate|ModDate|pdf-lib|\/ID/);
  });

  test('is the same for the same pages, whenever it is made', async () => {
    expect(await octetsOf(await makePdf(ORDER))).toEqual(await octetsOf(await makePdf(ORDER)));
  });

  test('has a sheet for each page, upright or lying, with a described figure on it', async () => {
    const document = await opened(await makePdf(ORDER));
    expect(document.numPages).toBe(2);
    // A map, whatever its type says.
    const marks = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, unknown>;
    expect(marks.get('Marked')).toBe(true);
    const sheets = [1, 2].map(async (number) => {
      const page = await document.getPage(number);
      const { children } = (await page.getStructTree())!;
      return { view: page.view, figures: children };
    });
    const figure = (number: number) => ({ role: 'Figure', alt: `Seite ${number} von 2: Foto` });
    expect(await Promise.all(sheets)).toMatchObject([
      { view: [0, 0, 595.28, 841.89], figures: [{ role: 'Document', children: [figure(1)] }] },
      { view: [0, 0, 841.89, 595.28], figures: [{ role: 'Document', children: [figure(2)] }] },
    ]);
  });

  test('holds the JPEGs octet by octet', async () => {
    const text = String.fromCharCode(...(await octetsOf(await makePdf(ORDER))));
    expect(text).toContain(String.fromCharCode(...jpeg({ widthPx: 2480, heightPx: 3508 })));
  });
});
