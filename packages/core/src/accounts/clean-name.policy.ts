/** A name on one line, without control characters: the database refuses NUL, and lists and mails show it as it is. */
export function cleanName(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
