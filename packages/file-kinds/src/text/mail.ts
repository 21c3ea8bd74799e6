import { isRunnableName } from '../names.ts';

/** RFC 5322 §2.2: a field's name and a colon, and lines that go on. */
const FIELD = /^([!-9;-~]{1,64}):/;
const CONTINUED = /^[ \t]/;
/** Fields that mails have and letters do not begin with. */
const OF_MAILS = new Set([
  ...['from', 'to', 'date', 'subject', 'message-id', 'mime-version', 'received', 'return-path', 'delivered-to'],
  ...['reply-to', 'cc', 'content-type', 'x-mailer', 'x-unsent', 'sender', 'dkim-signature', 'authentication-results'],
]);
const MIN_FIELDS = 3;
const MAX_LINES = 2_000;

/** Whether a text begins with the header of a mail: `From` or `Received`, and at least three fields that mails have. */
export function isMail(text: string): boolean {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/, MAX_LINES);
  const end = lines.indexOf('');
  const header = end < 0 ? lines.slice(0, -1) : lines.slice(0, end);
  // The separator of mailboxes stands before the header.
  if (header[0]?.startsWith('From ')) header.shift();
  if (!header.every((line) => FIELD.test(line) || CONTINUED.test(line))) return false;
  const fields = new Set(header.map((line) => FIELD.exec(line)?.[1]?.toLowerCase() ?? ''));
  const known = [...fields].filter((field) => OF_MAILS.has(field));
  return known.length >= MIN_FIELDS && (fields.has('from') || fields.has('received'));
}

const ATTACHMENT_NAME = /\b(?:file)?name(?:\*\d{0,2}\*?)?\s{0,8}=\s{0,8}(?:"([^"\r\n]{1,255})"|([^\s";]{1,255}))/gi;

/** Whether a part of a mail is named like a program (RFC 2183 §2.3), as far as the name is written plainly. */
export function hasRunnableAttachment(text: string): boolean {
  for (const [, quoted, bare] of text.matchAll(ATTACHMENT_NAME)) if (isRunnableName(quoted ?? bare ?? '')) return true;
  return false;
}

/** Macros of Office in a web archive or in XML of Office 2003: the part that Office itself writes, and what announces it. */
export const hasOfficeMacros = (text: string): boolean =>
  /application\/x-mso\b|ActiveMime|editdata\.mso|\bmacrosPresent\s{0,8}=/i.test(text);
