import type { Level } from '@umschlag/db';
import { parseMailAddress } from '@umschlag/mailer';
import { AppError, PLATFORM_LIMITS } from '@umschlag/std';
import { isMessageEndToEnd } from '../content/index.ts';
import type { Limits } from '../organisations/index.ts';

/** What the sender may set while it is a draft. */
export interface DraftChange {
  readonly level?: Level | undefined;
  readonly language?: 'de' | 'en' | undefined;
  readonly subject?: string | undefined;
  readonly message?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly expiryDays?: number | undefined;
  readonly downloadLimit?: number | null | undefined;
  readonly receiptWanted?: boolean | undefined;
}

export interface Recipient {
  readonly email: string;
  /** For comparison: two recipients with the same key are one. */
  readonly emailKey: string;
}

/**
 * The recipients as they are stored, each once and in order.
 * @throws AppError `recipient_invalid` (details: `position`, from 0) or `too_many_recipients`
 */
export function parseRecipients(texts: readonly string[], limits: Limits): Recipient[] {
  const byKey = new Map<string, Recipient>();
  for (const [position, text] of texts.entries()) {
    const parsed = parseMailAddress(text);
    if (!parsed) {
      throw new AppError('recipient_invalid', 'One of the recipients is not a mail address.', {
        details: { position },
      });
    }
    if (!byKey.has(parsed.key)) byKey.set(parsed.key, { email: parsed.address, emailKey: parsed.key });
  }
  if (byKey.size > limits.maxRecipients) {
    throw new AppError('too_many_recipients', `At most ${limits.maxRecipients} recipients are allowed.`, {
      details: { max: limits.maxRecipients },
    });
  }
  return [...byKey.values()];
}

/** @throws AppError `expiry_out_of_policy` (details: `max`, days) */
export function checkExpiryDays(expiryDays: number, limits: Limits): void {
  if (expiryDays < 1 || expiryDays > limits.maxExpiryDays) {
    throw new AppError('expiry_out_of_policy', `A delivery may last from 1 to ${limits.maxExpiryDays} days.`, {
      details: { max: limits.maxExpiryDays },
    });
  }
}

/**
 * At level 4 subject and message belong in the manifest; the server takes them from nobody, not even empty.
 * @throws AppError `message_must_be_sealed` (details: `field`)
 */
export function refuseOpenMessage(level: number, change: DraftChange): void {
  const field = (['subject', 'message'] as const).find((name) => change[name] !== undefined);
  if (!isMessageEndToEnd(level) || !field) return;
  throw new AppError('message_must_be_sealed', 'At level 4 subject and message are sent in the manifest only.', {
    details: { field },
  });
}

/** Subject: one line. Message: line feeds and tabs stay, other control characters go. */
export function cleanText(text: string, kind: 'subject' | 'message'): string {
  const withLineFeeds = text.replace(/\r\n?/g, '\n').normalize('NFC');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
  const printable = withLineFeeds.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/g, '');
  const max = kind === 'subject' ? PLATFORM_LIMITS.maxSubjectCharacters : PLATFORM_LIMITS.maxMessageCharacters;
  return (kind === 'subject' ? printable.replace(/[\n\t]+/g, ' ').trim() : printable).slice(0, max);
}
