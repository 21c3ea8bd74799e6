import { WORDS } from '../keys/words.ts';

const WORD_COUNT = 6;

/** Six random words, `ahorn-kerze-…`: 60 bits, enough behind Argon2id, and easier to keep than what people invent. */
export function suggestPassphrase(): string {
  // 1024 words: the low ten bits choose without bias.
  const numbers = crypto.getRandomValues(new Uint16Array(WORD_COUNT));
  return Array.from(numbers, (number) => WORDS[number % WORDS.length]).join('-');
}
