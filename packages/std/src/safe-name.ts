/** Leaves room for " (12)" and ".part" below the 255 octets that file systems take. */
const MAX_NAME_OCTETS = 240;

/** Control characters, bidirectional marks, separators, and what Windows forbids. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: replacing them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]/g;

/** Names that Windows gives to devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * A name from elsewhere as a single harmless name for any system: it cannot leave its folder, is not hidden, names no
 * device, and holds nothing that a terminal or file manager would act on.
 */
export function safeName(received: string): string {
  const plain = received
    .toWellFormed()
    .normalize('NFC')
    .replace(FORBIDDEN, '_')
    .replace(/[. ]+$/, '');
  const named = plain.trim() === '' ? '_' : plain;
  // A leading dot would hide it, and ".ssh" or ".bashrc" would even do something.
  const visible = named.startsWith('.') || DEVICE.test(named) ? `_${named}` : named;
  return shortened(visible);
}

/** Loses characters at the end of its stem, never the extension that says what it is. */
function shortened(name: string): string {
  if (octets(name) <= MAX_NAME_OCTETS) return name;
  const { stem, extension } = splitName(name);
  const kept = octets(extension) <= 32 ? extension : '';
  let cut = [...(kept === '' ? name : stem)];
  while (octets(cut.join('')) + octets(kept) > MAX_NAME_OCTETS) cut = cut.slice(0, -1);
  return `${cut.join('').replace(/[. ]+$/, '')}${kept}`;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;

function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

/** `report.pdf`, `report (2).pdf`, `report (3).pdf` … @param number from 1 */
export function numberedName(name: string, number: number): string {
  const { stem, extension } = splitName(name);
  return number === 1 ? name : `${stem} (${number})${extension}`;
}
