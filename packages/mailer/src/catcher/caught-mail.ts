import { simpleParser } from 'mailparser';

/** A mail in the catcher, as its JSON interface tells it. */
export interface CaughtMail {
  readonly id: string;
  /** The recipients of the envelope: where the mail really went. */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
  /** In the order in which they stand in the text, each once. */
  readonly links: readonly string[];
  readonly messageId: string;
  readonly tls: boolean;
  /** `null`: the mail has no HTML part. */
  readonly html: string | null;
}

/** What is known about a mail without reading it. */
export interface Reception {
  readonly id: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly receivedAt: Date;
  readonly tls: boolean;
}

const LINK = /https?:\/\/[^\s<>"']+/g;

/** Reads a mail as it came over the wire (RFC 5322). Whatever cannot be read stays empty. */
export async function readMail(raw: Buffer, reception: Reception): Promise<CaughtMail> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const text = parsed.text ?? '';
  return {
    ...reception,
    receivedAt: reception.receivedAt.toISOString(),
    subject: parsed.subject ?? '',
    text,
    links: [...new Set(text.match(LINK) ?? [])],
    messageId: parsed.messageId ?? '',
    html: parsed.html === false ? null : (parsed.html ?? null),
  };
}
