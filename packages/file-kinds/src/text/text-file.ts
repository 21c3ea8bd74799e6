import type { Danger } from '../dangers.ts';
import type { Format } from '../formats.ts';
import type { PagedFile } from '../paged-file.ts';
import { isCsv } from './csv.ts';
import { decode, decodeText, isMarkedUtf16, isTextLike } from './decode-text.ts';
import { hasOfficeMacros, hasRunnableAttachment, isMail } from './mail.ts';
import { hasScript, markupFormat } from './markup.ts';
import { isScript } from './script.ts';

const BEGIN_OCTETS = 65_536;
/** Of what can hold a script or an attachment. */
const SCANNED_OCTETS = 6 * 2 ** 20;

/** What has no first octets of its own: text of any kind, or `unknown`. */
export async function readText(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const head = await file.head(BEGIN_OCTETS);
  const begin = decodeText(head);
  if (begin === undefined || head.length === 0) return 'unknown';
  // Interpreters and browsers go by the beginning, whatever follows.
  if (isScript(begin)) {
    dangers.add('script');
    return 'script';
  }
  const markup = markupFormat(begin);
  if (markup) return await readMarkup(file, markup, dangers);
  if (!isMarkedUtf16(head) && !isTextLike(await file.tail(BEGIN_OCTETS))) return 'unknown';
  if (isMail(begin)) return await readMail(file, dangers);
  return isCsv(begin, file.sizeBytes > BEGIN_OCTETS) ? 'csv' : 'plain';
}

async function readMarkup(file: PagedFile, format: 'html' | 'svg' | 'xml', dangers: Set<Danger>): Promise<Format> {
  const text = await scanned(file);
  if (hasScript(text, format)) dangers.add('script');
  if (format === 'xml' && hasOfficeMacros(text)) dangers.add('macro');
  if (file.sizeBytes > SCANNED_OCTETS) dangers.add('unchecked');
  return format;
}

async function readMail(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const text = await scanned(file);
  if (hasRunnableAttachment(text)) dangers.add('embedded_executable');
  if (hasOfficeMacros(text)) dangers.add('macro');
  return 'eml';
}

async function scanned(file: PagedFile): Promise<string> {
  return decode(await file.head(SCANNED_OCTETS));
}
