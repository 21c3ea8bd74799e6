import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import encodeQR from 'qr';
import type { LoadedReceipt } from './load-receipt.ts';
import type { ReceiptText } from './receipt-text.ts';
import { receiptWords } from './texts/receipt-words.ts';

type Document = PDFKit.PDFDocument;

export interface ReceiptSetting {
  readonly language: 'de' | 'en';
  /** IANA name of the organisation's zone. */
  readonly timeZone: string;
}

const LOCALE = { de: 'de-DE', en: 'en-GB' } as const;
const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const CODE_POINTS = 90;
/** Light modules around a code (ISO/IEC 18004 §6.3.8). */
const QUIET_MODULES = 4;

/**
 * A receipt to print and to keep: PDF/A-3a (ISO 19005-3), so that archives and screen readers take it, with what was
 * signed attached and not compressed. The same receipt in the same language is the same file, octet for octet.
 */
export async function receiptPdf({ jws, text, key }: LoadedReceipt, setting: ReceiptSetting): Promise<Buffer> {
  // It loads fonts; most processes never print a receipt.
  const { default: PDFDocument } = await import('pdfkit');
  const words = receiptWords(setting.language);
  const receivedAt = new Date(text.receivedAt);
  const document = new PDFDocument({
    size: 'A4',
    margin: 56,
    compress: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: setting.language,
    displayTitle: true,
    font: join(FONTS, 'DejaVuSans.ttf'),
    info: { Title: `${words.title} ${text.number}`, CreationDate: receivedAt, ModDate: receivedAt },
  });
  const octets = collected(document);
  write(document, text, setting);
  attach(document, { name: 'receipt.jws', type: 'application/jose', description: words.attachment }, jws, receivedAt);
  const jwk = { name: 'receipt-key.jwk.json', type: 'application/jwk+json', description: words.keyAttachment };
  attach(document, jwk, JSON.stringify(key), receivedAt);
  document.end();
  return octets;
}

function collected(document: Document): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });
}

function attach(
  document: Document,
  file: { readonly name: string; readonly type: string; readonly description: string },
  content: string,
  at: Date,
): void {
  const options = { ...file, relationship: 'Source', creationDate: at, modifiedDate: at };
  document.file(Buffer.from(content, 'ascii'), options);
}

/** Headings, paragraphs, a list of files and a picture, each marked as what it is. */
function write(document: Document, text: ReceiptText, setting: ReceiptSetting): void {
  const words = receiptWords(setting.language);
  const root = document.struct('Document');
  document.addStructure(root);
  const say = (type: string, content: string, size: number, font = 'DejaVuSans.ttf') => {
    root.add(
      document.struct(type, {}, () => {
        document.font(join(FONTS, font)).fontSize(size).text(content);
      }),
    );
    document.moveDown(0.5);
  };
  const heading = (type: 'H1' | 'H2', content: string) =>
    say(type, content, type === 'H1' ? 18 : 13, 'DejaVuSans-Bold.ttf');
  heading('H1', words.title);
  say('P', words.received(text.organisation), 11);
  for (const [label, value] of factsOf(text, setting)) say('P', `${label}: ${value}`, 11);
  heading('H2', words.files);
  for (const [index, file] of text.files.entries()) writeFile(say, file, index + 1, setting);
  heading('H2', words.checkTitle);
  const address = `${text.platform}/receipt`;
  say('P', words.check(address), 11);
  drawCode(document, root, address, words.code);
  for (const sentence of text.level > 2 ? words.sealedMeaning : words.meaning) say('P', sentence, 9);
  root.end();
}

function factsOf(text: ReceiptText, { language, timeZone }: ReceiptSetting): [string, string][] {
  const words = receiptWords(language);
  const at = new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeStyle: 'long', timeZone });
  const facts: ([string, string] | false)[] = [
    [words.number, text.number],
    text.reference !== '' && [words.reference, text.reference],
    [words.at, at.format(new Date(text.receivedAt))],
    [words.level, words.levels[text.level]],
  ];
  return facts.filter((fact) => fact !== false);
}

type Say = (type: string, content: string, size: number, font?: string) => void;

function writeFile(say: Say, file: ReceiptText['files'][number], number: number, { language }: ReceiptSetting): void {
  const words = receiptWords(language);
  const size = words.octets(new Intl.NumberFormat(LOCALE[language]).format(file.sizeBytes));
  const name = 'path' in file ? file.path.join(' / ') : words.sealedFile(number);
  say('P', `${name} (${size})`, 11, 'DejaVuSans-Bold.ttf');
  // In groups, so that people can compare them and lines can break.
  const digest = (label: string, hex: string) =>
    say('P', `${label}: ${hex.match(/.{8}/g)!.join(' ')}`, 9, 'DejaVuSansMono.ttf');
  if ('path' in file) digest(words.digest, file.sha256);
  else {
    digest(words.sealedDigest, file.sealedSha256);
    digest(words.commitment, file.commitment);
  }
}

/** PDF/UA wants it for figures; the types do not know it yet. */
const boxOf = (x: number, y: number) => ({ bbox: [x, y, x + CODE_POINTS, y + CODE_POINTS] }) as object;

/** The code as squares: it stays sharp on paper. */
function drawCode(document: Document, root: PDFKit.PDFStructureElement, address: string, alternative: string): void {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const side = CODE_POINTS / rows.length;
  if (document.y + CODE_POINTS > document.page.height - document.page.margins.bottom) document.addPage();
  const { x, y } = document;
  root.add(
    document.struct('Figure', { alt: alternative, ...boxOf(x, y) }, () => {
      for (const [row, modules] of rows.entries()) {
        for (const [column, isDark] of modules.entries()) {
          if (isDark) document.rect(x + column * side, y + row * side, side, side);
        }
      }
      document.fill('#000000');
    }),
  );
  document.x = x;
  document.y = y + CODE_POINTS + 8;
}
