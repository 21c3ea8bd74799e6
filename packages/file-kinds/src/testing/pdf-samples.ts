import { octetsOf } from './octets.ts';

/** A PDF with a table of references, made as ISO 32000-2 §7.5 has it. @param objects from number 1 on; the first is the catalogue */
export function pdfOf(objects: readonly string[], trailer = ''): Uint8Array {
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const places: number[] = [];
  for (const [n, object] of objects.entries()) {
    places.push(text.length);
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const lines = places.map((place) => `${`${place}`.padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return octetsOf(text);
}

const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [] /Count 0 >>';
export const PLAIN_PDF = pdfOf([CATALOGUE, PAGES]);

export const pdfWith = (object: string, trailer = ''): Uint8Array => pdfOf([CATALOGUE, PAGES, object], trailer);

/** A PDF with a stream of references (§7.5.8), as most programs write it today; the stream itself is left empty. */
export function modernPdf(dictionary = '', after = ''): Uint8Array {
  const begin = `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n${CATALOGUE}\nendobj\n`;
  const references = `9 0 obj\n<< /Type /XRef /Size 10 /W [1 2 1] /Root 1 0 R ${dictionary}/Length 0 >>\nstream\n\nendstream\nendobj\n`;
  return octetsOf(`${begin}${references}${after}startxref\n${begin.length}\n%%EOF\n`);
}
