const MIB = 2 ** 20;

/** How a file is shown. Markup that could hold scripts (SVG, HTML) is shown as text, never as what it draws. */
export type PreviewKind = 'image' | 'pdf' | 'text';

/** So much of a file is fetched for its preview, in octets. Of a text it is the beginning; others are larger or not. */
export const PREVIEW_OCTETS: Readonly<Record<PreviewKind, number>> = { image: 32 * MIB, pdf: 32 * MIB, text: MIB };

const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

const BY_TYPE: ReadonlyMap<string, PreviewKind> = new Map([
  ...IMAGE_TYPES.map((type) => [type, 'image'] as const),
  ['application/pdf', 'pdf'],
  ...[
    'text/plain',
    'text/csv',
    'text/markdown',
    'text/x-log',
    'text/xml',
    'text/html',
    'image/svg+xml',
    'application/json',
    'application/xml',
    'application/xhtml+xml',
  ].map((type) => [type, 'text'] as const),
]);

const BY_EXTENSION: ReadonlyMap<string, PreviewKind> = new Map([
  ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'].map((end) => [end, 'image'] as const),
  ['pdf', 'pdf'],
  ...['txt', 'csv', 'md', 'log', 'json', 'xml', 'svg', 'html', 'htm'].map((end) => [end, 'text'] as const),
]);

/** What programs write that do not know a type; Windows takes CSV for the spreadsheet that opens it. */
const SAYS_NOTHING = /^(application\/octet-stream|application\/vnd\.ms-excel)?$/;

/** As what the sender's program has declared a file. Only what its octets agree with is shown: see `contentOf`. */
export function declaredKind(name: string, mediaType: string | null): PreviewKind | undefined {
  const type = (mediaType ?? '').split(';', 1)[0]!.trim().toLowerCase();
  if (!SAYS_NOTHING.test(type)) return BY_TYPE.get(type);
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION.get(extension);
}

/** What octets are. */
export type Content =
  | { readonly kind: 'image'; readonly mediaType: ImageType }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'text' };

/** @returns undefined if the octets are not of the declared kind: such a file is not shown */
export function contentOf(octets: Uint8Array, declared: PreviewKind): Content | undefined {
  const content = recognise(octets);
  return content?.kind === declared ? content : undefined;
}

function recognise(octets: Uint8Array): Content | undefined {
  const mediaType = imageTypeOf(octets);
  if (mediaType) return { kind: 'image', mediaType };
  if (startsWith(octets, '%PDF-')) return { kind: 'pdf' };
  return isText(octets) ? { kind: 'text' } : undefined;
}

/** By the magic octets of each format. */
function imageTypeOf(octets: Uint8Array): ImageType | undefined {
  if (startsWith(octets, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(octets, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(octets, 'GIF87a') || startsWith(octets, 'GIF89a')) return 'image/gif';
  if (startsWith(octets, 'RIFF') && startsWith(octets, 'WEBP', 8)) return 'image/webp';
  // ISO/IEC 14496-12 §4.3: a box of type `ftyp` with the major brand; `avis` is a sequence (AV1 Image File Format §6.2).
  if (startsWith(octets, 'ftypavif', 4) || startsWith(octets, 'ftypavis', 4)) return 'image/avif';
  return undefined;
}

function startsWith(octets: Uint8Array, magic: string, at = 0): boolean {
  return octets.length >= at + magic.length && [...magic].every((sign, n) => octets[at + n] === sign.charCodeAt(0));
}

/** Octets that no text has, in whatever encoding but UTF-16: all control characters but tab, line and page ends, escape. */
const isControl = (octet: number): boolean => octet < 0x20 && !(octet >= 0x09 && octet <= 0x0d) && octet !== 0x1b;

function isText(octets: Uint8Array): boolean {
  const isUtf16 = startsWith(octets, '\xff\xfe') || startsWith(octets, '\xfe\xff');
  return octets.length > 0 && (isUtf16 || !octets.some(isControl));
}
