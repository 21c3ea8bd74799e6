import { octetsOf } from '../transfer/delivery.ts';

/** A sound PDF (ISO 32000-2 §7.5) with so many octets in a stream, which differ everywhere. */
export function pdfOf(streamOctets: number, seed = 1): Uint8Array<ArrayBuffer> {
  return pdfFrom([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    pdfStream('', octetsOf(streamOctets, seed)),
  ]);
}

/** A stream with its length and what else its dictionary says. */
export function pdfStream(dictionary: string, octets: Uint8Array): Uint8Array {
  const begin = Buffer.from(`<< ${dictionary} /Length ${octets.length} >>\nstream\n`);
  return Buffer.concat([begin, octets, Buffer.from('\nendstream')]);
}

/** @param objects from number 1 on; the first is the catalogue */
export function pdfFrom(objects: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const places = objects.map((object, at) => {
    const place = length();
    const content = typeof object === 'string' ? Buffer.from(object) : object;
    pieces.push(Buffer.from(`${at + 1} 0 obj\n`), content, Buffer.from('\nendobj\n'));
    return place;
  });
  const start = length();
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Uint8Array.from(Buffer.concat(pieces));
}
