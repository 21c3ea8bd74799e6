import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { pdfFrom, pdfStream } from '../../invariants/submissions/pdf.ts';
import { FILM, filmOf } from './code-film.ts';

const run = promisify(execFile);

/** The programs with which photographs are made and examined. */
export const PHOTOGRAPH_PROGRAMS = ['exiftool', 'pdftoppm', 'pdfimages'];

/** What cameras, telephones and picture programs write into a photograph, each in words that are found again. */
export const TOLD = [
  'Annegret Beispiel',
  'SN-4711-0815',
  'LENS-0815',
  'Kamerawerk',
  'K 4711',
  'Musterhausen',
  'heimlich',
];

const TAGS = [
  '-Make=Kamerawerk',
  '-Model=K 4711',
  '-ExifIFD:SerialNumber=SN-4711-0815',
  '-LensSerialNumber=LENS-0815',
  '-OwnerName=Annegret Beispiel',
  '-Artist=Annegret Beispiel',
  '-Copyright=Annegret Beispiel',
  '-DateTimeOriginal=2026:11:20 10:11:12',
  '-UserComment=heimlich',
  '-GPSLatitude=50.7374',
  '-GPSLatitudeRef=N',
  '-GPSLongitude=7.0982',
  '-GPSLongitudeRef=E',
  '-XMP-dc:Creator=Annegret Beispiel',
  '-XMP-aux:SerialNumber=SN-4711-0815',
  '-XMP-exif:GPSLatitude=50.7374',
  '-XMP-photoshop:City=Musterhausen',
  '-IPTC:By-line=Annegret Beispiel',
  '-IPTC:City=Musterhausen',
  '-Comment=SN-4711-0815',
];

export interface Photograph {
  readonly name: string;
  /** What is on the paper, and how bright it is (0 to 200): brightness tells pages apart. */
  readonly page: number;
  readonly brightness: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** As EXIF has it (1: as it lies); the sheet is upright then. */
  readonly orientation?: number;
}

/** A JPEG of a sheet of paper with all that a camera tells about place, device and owner. @returns its path */
export async function photograph(folder: string, wish: Photograph): Promise<string> {
  const { name, page, brightness, widthPx, heightPx, orientation = 1 } = wish;
  const work = await mkdtemp(join(folder, 'photograph-'));
  const sheet = join(work, 'sheet.pdf');
  await writeFile(sheet, paper(page, brightness));
  const size = (width: number, height: number) => ['-scale-to-x', `${width}`, '-scale-to-y', `${height}`];
  const draw = (to: string, ...how: string[]) =>
    run('pdftoppm', ['-jpeg', '-singlefile', ...how, sheet, join(work, to)]);
  await draw('photo', '-jpegopt', 'quality=92', ...size(widthPx, heightPx));
  await draw('thumb', ...size(120, 160));
  const thumbnail = `-ThumbnailImage<=${join(work, 'thumb.jpg')}`;
  const path = join(folder, name);
  await run('exiftool', [
    '-q',
    '-n',
    ...TAGS,
    `-Orientation=${orientation}`,
    thumbnail,
    '-o',
    path,
    join(work, 'photo.jpg'),
  ]);
  await rm(work, { recursive: true });
  return path;
}

/** A sheet with forty lines and the grain of a real photograph, which is what makes one large. */
function paper(page: number, brightness: number): Uint8Array {
  const [width, height] = [600, 850];
  const grain = randomBytes(width * height * 3).map((octet) => brightness + (octet >> 3));
  const picture = pdfStream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8`,
    grain,
  );
  const lines = Array.from(
    { length: 40 },
    (_, line) =>
      `1 0 0 1 60 ${760 - line * 17} Tm (Seite ${page}, Zeile ${line + 1}: Die Miete ist im Voraus zu zahlen.) Tj`,
  );
  const content = `q 595 0 0 842 0 0 cm /Grain Do Q BT /F 11 Tf\n${lines.join('\n')}\nET`;
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  return pdfFrom([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Grain 5 0 R >> /Font << /F ${font} >> >> >>`,
    pdfStream('', Buffer.from(content)),
    picture,
  ]);
}

/** A film of a sheet: what a camera sees that is held above it. @returns its path */
export async function paperFilm(folder: string): Promise<string> {
  const work = await mkdtemp(join(folder, 'film-'));
  await writeFile(join(work, 'sheet.pdf'), paper(1, 150));
  const size = ['-scale-to-x', `${FILM.width}`, '-scale-to-y', `${FILM.height}`];
  await run('pdftoppm', ['-gray', '-singlefile', ...size, join(work, 'sheet.pdf'), join(work, 'sheet')]);
  const path = join(work, 'sheet.y4m');
  await writeFile(path, filmOf(pixelsOf(await readFile(join(work, 'sheet.pgm')))));
  return path;
}

/** PGM: a head in text that ends with the highest value, then an octet for each pixel. */
const pixelsOf = (pgm: Buffer): Buffer => pgm.subarray(pgm.indexOf('\n255\n') + 5);

/** Each thing that exiftool finds in a file, as `Group:Name`; what the file system says of it is left out. */
export async function metadataOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await run('exiftool', ['-json', '-a', '-u', '-G1', '-ee', path], { maxBuffer: 2 ** 26 });
  const [found] = JSON.parse(stdout) as [Record<string, unknown>];
  return Object.fromEntries(Object.entries(found).filter(([name]) => !/^(SourceFile|ExifTool:|System:)/.test(name)));
}

/** Takes the pictures out of a PDF, as they lie in it. @returns their paths, page by page */
export async function picturesIn(pdf: string): Promise<string[]> {
  const folder = await mkdtemp(join(pdf, '..', 'pictures-'));
  await run('pdfimages', ['-all', pdf, join(folder, 'picture')]);
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

/** How bright each page of a PDF is, 0 to 255. */
export async function brightnessOfPages(pdf: string): Promise<number[]> {
  const folder = await mkdtemp(join(pdf, '..', 'pages-'));
  await run('pdftoppm', ['-gray', '-r', '10', pdf, join(folder, basename(pdf))]);
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const pixels = pixelsOf(await readFile(join(folder, name)));
      return pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
    }),
  );
}
