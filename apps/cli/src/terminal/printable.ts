// biome-ignore lint/suspicious/noControlCharactersInRegex: replacing them is the purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text from elsewhere, harmless on a terminal: control characters could move the cursor or recolour, and
 * bidirectional marks make `gpj.exe` look like `exe.jpg` (Unicode TR 36 §3.1).
 */
export function printable(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}

/** As {@link printable}, but line breaks stay, indented. For messages. */
export function printableLines(text: string, indent = '  '): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `${indent}${printable(line)}`)
    .join('\n');
}
