import { octetsOf } from '../transfer/delivery.ts';

/** A sound PDF (ISO 32000-2 §7.5) with so many octets in a stream, which differ everywhere. */
export function pdfOf(streamOctets: number, seed = 1): Uint8Array<ArrayBuffer> {
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [] /Count 0 >>'),
    Buffer.concat([
      Buffer.from(`<< /Length ${streamOctets} >>\nstream\n`),
      octetsOf(streamOctets, seed),
      Buffer.from('\nendstream'),
    ]),
  ];
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const places = objects.map((object, at) => {
    const place = length();
    pieces.push(Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
    return place;
  });
  const start = length();
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 4\n0000000000 65535 f \n${lines}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Uint8Array.from(Buffer.concat(pieces));
}
