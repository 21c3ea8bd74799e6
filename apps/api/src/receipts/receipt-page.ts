import type { MultipartFile } from '@fastify/multipart';
import { checkReceiptNumber, checkReceiptText, type Deps, type ReceiptCheck, throttleClient } from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { wholePage } from '../plain-form/plain-pages.ts';
import { toAppError } from '../plugins/error-handler.ts';
import { type Html, html } from '../plugins/html.ts';
import { CSP_PLAIN_FORM } from '../plugins/security-headers.ts';
import { type ReceiptPageText, receiptPageText } from './texts/receipt-page-text.ts';

/** A receipt of 200 files with long names has less. */
const MAX_RECEIPT_OCTETS = 8 * 1024 ** 2;
const LIMITS = { fieldSize: 300, fields: 4, files: 1, parts: 5, fileSize: MAX_RECEIPT_OCTETS };
/** A JWS in compact form (RFC 7515 §7.1); in a receipt's PDF it stands as it is. */
const JWS = /eyJ[\w-]{20,2000}\.eyJ[\w-]{20,400000}\.[\w-]{86}(?![\w-])/;
const SHA256 = /^[0-9a-f]{64}$/;
const LOCALE = { de: 'de-DE', en: 'en-GB' } as const;

type Language = keyof typeof LOCALE;

/** The public page on which anybody checks a receipt, by its number or by the file: no script, and nothing is kept. */
export function installReceiptPage(api: Api, deps: Deps): void {
  const hidden = { schema: { hide: true } };
  api.get('/receipt', hidden, async (request, reply) => send(reply, 200, formPage(languageOf(request))));
  api.post('/receipt', hidden, async (request, reply) => {
    const language = languageOf(request);
    const t = receiptPageText(language);
    if (!request.isMultipart()) throw new AppError('unsupported_media_type', 'This address takes a form.');
    try {
      await throttleClient(deps, 'receipt-client', request.ip);
      const wish = await readForm(request);
      const refusal = refusalOf(wish, t);
      if (refusal !== undefined) return send(reply, 422, formPage(language, refusal));
      return send(reply, 200, resultPage(language, await check(deps, wish), wish));
    } catch (error) {
      if (toAppError(error).code !== 'too_many_requests') throw error;
      return send(reply, 429, formPage(language, t.tooMany));
    }
  });
}

interface Wish {
  readonly number: string;
  readonly sha256: string;
  /** Of the file that was chosen; `undefined`: none was. */
  readonly octets: Buffer | undefined;
}

async function readForm(request: FastifyRequest): Promise<Wish> {
  const fields = new Map<string, string>();
  let octets: Buffer | undefined;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value).trim());
    else octets = await readFile(part, octets);
  }
  const digest = (fields.get('sha256') ?? '').replace(/\s/g, '').toLowerCase();
  return { number: fields.get('number') ?? '', sha256: digest, octets };
}

async function readFile(part: MultipartFile, before: Buffer | undefined): Promise<Buffer | undefined> {
  const octets = await part.toBuffer();
  return part.filename ? octets : before;
}

function refusalOf({ number, sha256, octets }: Wish, t: ReceiptPageText): string | undefined {
  if (number === '' && !octets) return t.nothing;
  return sha256 !== '' && !SHA256.test(sha256) ? t.badDigest : undefined;
}

/** The file says more than the number, so it goes before it. */
async function check({ database: { db } }: Deps, { number, sha256, octets }: Wish): Promise<ReceiptCheck> {
  const digest = sha256 === '' ? undefined : Buffer.from(sha256, 'hex');
  if (!octets) return checkReceiptNumber(db, number, digest);
  const [jws = ''] = JWS.exec(octets.toString('latin1')) ?? [];
  return checkReceiptText(db, jws, digest);
}

function resultPage(language: Language, { isGenuine, issuedAt, hasFile }: ReceiptCheck, { octets }: Wish): string {
  const t = receiptPageText(language);
  const at = new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' });
  const lines = isGenuine && issuedAt ? [t.genuine(at.format(issuedAt))] : [t.notGenuine];
  if (hasFile !== null) lines.push(hasFile ? t.hasFile : t.hasNotFile);
  if (isGenuine && !octets) lines.push(t.compare);
  return wholePage(
    language,
    t.title,
    html`<div role="status">${lines.map((line) => html`<p>${line}</p>`)}</div><p><a href="/receipt">${t.again}</a></p>`,
  );
}

function formPage(language: Language, refusal?: string): string {
  const t = receiptPageText(language);
  const said: Html = refusal === undefined ? html`` : html`<div role="alert"><p>${refusal}</p></div>`;
  return wholePage(
    language,
    t.title,
    html`<p>${t.intro}</p>${said}
<form method="post" action="/receipt" enctype="multipart/form-data">
<label for="number">${t.number}</label><p id="number-hint">${t.numberHint}</p><input id="number" name="number" aria-describedby="number-hint" autocomplete="off" autocapitalize="characters" spellcheck="false">
<label for="sha256">${t.digest}</label><p id="sha256-hint">${t.digestHint}</p><input id="sha256" name="sha256" aria-describedby="sha256-hint" autocomplete="off" spellcheck="false">
<label for="receipt">${t.receipt}</label><p id="receipt-hint">${t.receiptHint}</p><input id="receipt" name="receipt" type="file" aria-describedby="receipt-hint" accept=".pdf,.jws,application/pdf,application/jose">
<button>${t.check}</button>
</form>`,
  );
}

/** Strangers have chosen no language here: their browser has (RFC 9110 §12.5.4). */
function languageOf({ headers }: FastifyRequest): Language {
  const first = (headers['accept-language'] ?? '').split(',').find((tag) => /^\s*(de|en)\b/i.test(tag));
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'de';
}

function send(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', CSP_PLAIN_FORM)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(text);
}
