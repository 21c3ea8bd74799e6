import { shorten } from './display-name.ts';

const MAX_REASON_CHARACTERS = 300;
/** Shorter local parts occur within ordinary words. */
const MIN_TELLING_CHARACTERS = 3;
const IP_ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w.])(?:[0-9a-f]{0,4}:){3,}[0-9a-f]{0,4}/gi;

/**
 * Makes a mail server's answer fit to be stored: one line, at most 300 characters, without addresses.
 * The status codes at its beginning stay.
 * @param unspoken texts that must not appear, such as the recipient's address; their local parts neither
 */
export function safeReason(answer: string, unspoken: readonly string[]): string {
  let text = answer.replace(/[\s\p{C}]+/gu, ' ');
  for (const word of unspoken.flatMap((address) => [address, address.split('@')[0] ?? ''])) {
    if (word.length >= MIN_TELLING_CHARACTERS) text = text.replaceAll(new RegExp(escaped(word), 'gi'), '…');
  }
  text = text.replace(/[^\s<>(),;:"']+@[^\s<>(),;:"']+/g, '…').replace(IP_ADDRESS, '…');
  return shorten(text.trim(), MAX_REASON_CHARACTERS);
}

/** The text as it is, within a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
