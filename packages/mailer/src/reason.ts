import { shorten } from './display-name.ts';

const MAX_REASON_CHARACTERS = 300;
/** Shorter local parts occur within ordinary words. */
const MIN_TELLING_CHARACTERS = 3;
/** Our word for the step, the reply code, the enhanced code (RFC 3463 §2): none is somebody's, whatever the address. */
const STATUS = /^(?:[A-Z]+(?: [A-Z0-9-]+)?: )?\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/;
const IP_ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w.])(?:[0-9a-f]{0,4}:){3,}[0-9a-f]{0,4}/gi;

/**
 * Makes a mail server's answer fit to be stored: one line, at most 300 characters, without addresses.
 * The status codes at its beginning stay.
 * @param unspoken texts that must not appear, such as the recipient's address; their local parts neither
 */
export function safeReason(answer: string, unspoken: readonly string[]): string {
  const line = answer.replace(/[\s\p{C}]+/gu, ' ').trim();
  const status = STATUS.exec(line)?.[0] ?? '';
  return shorten(status + withoutAddresses(line.slice(status.length), unspoken), MAX_REASON_CHARACTERS);
}

function withoutAddresses(answer: string, unspoken: readonly string[]): string {
  let text = answer;
  for (const word of unspoken.flatMap((address) => [address, address.split('@')[0] ?? ''])) {
    if (word.length >= MIN_TELLING_CHARACTERS) text = text.replaceAll(new RegExp(escaped(word), 'gi'), '…');
  }
  return text.replace(/[^\s<>(),;:"']+@[^\s<>(),;:"']+/g, '…').replace(IP_ADDRESS, '…');
}

/** The text as it is, within a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
