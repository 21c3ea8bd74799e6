import { crc32, deflateSync } from 'node:zlib';

/** A PNG of black and white stripes: one bit per pixel, so that a large one is a small file. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(Math.ceil(width / 8), 0xf0)]);
  const pixels = Buffer.alloc(row.length * height, row);
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

/** PNG (third edition) §5.3. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * A PDF with a line of text on each page.
 * @param catalog more of the catalogue, e.g. what is to happen when it is opened
 * @param objects more objects, from number 4 on
 */
export function pdfOf(pages: readonly string[], catalog = '', objects: readonly string[] = []): Buffer {
  const firstPage = 4 + objects.length;
  const kids = pages.map((_, n) => `${firstPage + 2 * n} 0 R`);
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...objects,
    ...pages.flatMap((text, n) => [pageOf(firstPage + 2 * n + 1), contentOf(text)]),
  ];
  return pdfOfObjects(all);
}

/** @param all the catalogue first; in Latin-1, octet by octet */
function pdfOfObjects(all: readonly string[]): Buffer {
  const parts = ['%PDF-1.7\n', ...all.map((object, n) => `${n + 1} 0 obj\n${object}\nendobj\n`)];
  const offsets = parts.map((_, n) => parts.slice(0, n + 1).join('').length).slice(0, -1);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const xref = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${parts.join('').length}\n%%EOF\n`;
  return Buffer.from([...parts, xref, trailer].join(''), 'latin1');
}

const pageOf = (content: number): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`;

const contentOf = (text: string): string =>
  streamOf('', `BT /F1 36 Tf 60 700 Td (${text}) Tj ET 0 0 0 rg 60 400 200 100 re f`);

const streamOf = (facts: string, octets: string): string =>
  `<< ${facts} /Length ${octets.length} >>\nstream\n${octets}\nendstream`;

/** 200 by 100 pixels with a black field of 101 by 61, by ITU-T T.6, which JBIG2 can hold as it is (ITU-T T.88 §6.2.6). */
const FAX = Buffer.from('fffff2200f0d5fffffffffffffffffffffffffffffffffffffffffffff8fffff001001', 'hex');
/** 8 by 8 black pixels in JPEG 2000. */
const JPEG_2000 = Buffer.from(
  '/0//UQAvAAAAAAAIAAAACAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADDwEBDwEBDwEB/1IADAAAAAEBAwQEAAH/XAANQICIiJCIiJCIiJD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAAeAAH/k9/4kAgHgICAgICAgICAgID/2Q==',
  'base64',
);

/** A PDF of one page without any text: two images, packed as scanners do. */
export function scannedPdf(): Buffer {
  const kind = '/Type /XObject /Subtype /Image';
  const fax = `${kind} /Width 200 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 1`;
  const drawing = 'q 400 0 0 200 60 500 cm /I1 Do Q q 300 0 0 300 60 60 cm /I2 Do Q';
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I1 5 0 R /I2 6 0 R >> >> >>',
    streamOf('', drawing),
    streamOf(`${fax} /Filter /JBIG2Decode`, jbig2Of(FAX).toString('latin1')),
    streamOf(`${kind} /Width 8 /Height 8 /Filter /JPXDecode`, JPEG_2000.toString('latin1')),
  ]);
}

/** ITU-T T.88 §7.2 and §7.4: a page, and a region of it. */
function jbig2Of(fax: Buffer): Buffer {
  const size = Buffer.from('000000c800000064', 'hex');
  const nowhere = Buffer.alloc(8);
  const page = Buffer.concat([size, nowhere, Buffer.alloc(3)]);
  const region = Buffer.concat([size, nowhere, Buffer.of(0, 1), fax]);
  return Buffer.concat([segmentOf(0, 48, page), segmentOf(1, 38, region)]);
}

function segmentOf(number: number, type: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0, 0, 0, number, type, 0, 1, 0, 0, 0, data.length), data]);
}

/** A PDF whose scripts, links and forms want to run, to fetch and to send, to the given address. */
export function hostilePdf(url: string): Buffer {
  const script = `app.alert('x'); globalThis.ran = true; this.submitForm('${url}'); app.launchURL('${url}');`;
  const actions = [
    `<< /S /JavaScript /JS (${script.replaceAll('(', '\\(').replaceAll(')', '\\)')}) >>`,
    `<< /S /URI /URI (${url}) >>`,
  ];
  const catalog = '/OpenAction 4 0 R /AA << /WC 4 0 R /DS 5 0 R >> /Names << /JavaScript << /Names [(a) 4 0 R] >> >>';
  return pdfOf(['Harmlos'], catalog, actions);
}

/** A page that wants to run, to fetch and to send. */
export const hostilePage = (url: string): string => `<!doctype html>
<script>parent.postMessage('ran', '*'); globalThis.ran = true; fetch('${url}')</script>
<img src="${url}" onerror="globalThis.ran = true"><meta http-equiv="refresh" content="0; url=${url}">
<b id="markup">Grüße</b>`;

export const hostileDrawing = (url: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.ran = true"><script>fetch('${url}')</script>
<image href="${url}"/></svg>`;
