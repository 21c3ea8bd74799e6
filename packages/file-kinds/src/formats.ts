/** What an authority says that it takes. `other` is all that is none of the rest: unknown, programs, web pages. */
export const FILE_KINDS = ['pdf', 'image', 'text', 'office', 'audio', 'video', 'archive', 'mail', 'other'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

interface FormatFacts {
  readonly kind: FileKind;
  readonly mediaType: string;
  /** The ends of names that such files have, in lower case. */
  readonly extensions: readonly string[];
}

const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * The formats that are told apart. A format's name is the id of its label in message catalogues.
 * Media types are those of the IANA registry, or where there is none those that browsers and Office use.
 */
export const FORMATS = {
  pdf: { kind: 'pdf', mediaType: 'application/pdf', extensions: ['pdf'] },

  jpeg: { kind: 'image', mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { kind: 'image', mediaType: 'image/png', extensions: ['png'] },
  webp: { kind: 'image', mediaType: 'image/webp', extensions: ['webp'] },
  gif: { kind: 'image', mediaType: 'image/gif', extensions: ['gif'] },
  tiff: { kind: 'image', mediaType: 'image/tiff', extensions: ['tif', 'tiff'] },
  bmp: { kind: 'image', mediaType: 'image/bmp', extensions: ['bmp', 'dib'] },
  heic: { kind: 'image', mediaType: 'image/heic', extensions: ['heic'] },
  heif: { kind: 'image', mediaType: 'image/heif', extensions: ['heif', 'hif'] },
  avif: { kind: 'image', mediaType: 'image/avif', extensions: ['avif'] },

  plain: { kind: 'text', mediaType: 'text/plain', extensions: ['txt', 'text', 'log', 'md', 'json', 'asc'] },
  csv: { kind: 'text', mediaType: 'text/csv', extensions: ['csv', 'tsv'] },
  xml: { kind: 'text', mediaType: 'application/xml', extensions: ['xml'] },

  docx: {
    kind: 'office',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx', 'docm', 'dotx', 'dotm'],
  },
  xlsx: {
    kind: 'office',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'xlam'],
  },
  pptx: {
    kind: 'office',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx', 'pptm', 'potx', 'potm', 'ppsx', 'ppsm', 'ppam'],
  },
  odt: { kind: 'office', mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt', 'ott'] },
  ods: { kind: 'office', mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods', 'ots'] },
  odp: { kind: 'office', mediaType: 'application/vnd.oasis.opendocument.presentation', extensions: ['odp', 'otp'] },
  odg: { kind: 'office', mediaType: 'application/vnd.oasis.opendocument.graphics', extensions: ['odg', 'otg'] },
  doc: { kind: 'office', mediaType: 'application/msword', extensions: ['doc', 'dot'] },
  xls: { kind: 'office', mediaType: 'application/vnd.ms-excel', extensions: ['xls', 'xlt', 'xla'] },
  ppt: { kind: 'office', mediaType: 'application/vnd.ms-powerpoint', extensions: ['ppt', 'pps', 'pot', 'ppa'] },
  rtf: { kind: 'office', mediaType: 'application/rtf', extensions: ['rtf'] },
  /** A docx, xlsx or pptx under a password: a compound file that holds it encrypted ([MS-OFFCRYPTO] §2.3). */
  encrypted_ooxml: { kind: 'office', mediaType: 'application/x-ole-storage', extensions: [] },

  mp3: { kind: 'audio', mediaType: 'audio/mpeg', extensions: ['mp3'] },
  wav: { kind: 'audio', mediaType: 'audio/vnd.wave', extensions: ['wav'] },
  flac: { kind: 'audio', mediaType: 'audio/flac', extensions: ['flac'] },
  ogg: { kind: 'audio', mediaType: 'audio/ogg', extensions: ['ogg', 'oga', 'opus', 'ogv'] },
  m4a: { kind: 'audio', mediaType: 'audio/mp4', extensions: ['m4a', 'm4b'] },
  aac: { kind: 'audio', mediaType: 'audio/aac', extensions: ['aac'] },
  amr: { kind: 'audio', mediaType: 'audio/amr', extensions: ['amr'] },
  aiff: { kind: 'audio', mediaType: 'audio/aiff', extensions: ['aif', 'aiff', 'aifc'] },
  midi: { kind: 'audio', mediaType: 'audio/midi', extensions: ['mid', 'midi'] },

  mp4: { kind: 'video', mediaType: 'video/mp4', extensions: ['mp4', 'm4v'] },
  mov: { kind: 'video', mediaType: 'video/quicktime', extensions: ['mov', 'qt'] },
  '3gp': { kind: 'video', mediaType: 'video/3gpp', extensions: ['3gp', '3g2'] },
  webm: { kind: 'video', mediaType: 'video/webm', extensions: ['webm'] },
  mkv: { kind: 'video', mediaType: 'video/matroska', extensions: ['mkv', 'mka'] },
  avi: { kind: 'video', mediaType: 'video/vnd.avi', extensions: ['avi'] },
  mpeg: { kind: 'video', mediaType: 'video/mpeg', extensions: ['mpg', 'mpeg', 'vob'] },
  asf: { kind: 'video', mediaType: 'video/x-ms-asf', extensions: ['wmv', 'asf', 'wma'] },

  zip: { kind: 'archive', mediaType: 'application/zip', extensions: ['zip'] },
  sevenzip: { kind: 'archive', mediaType: 'application/x-7z-compressed', extensions: ['7z'] },
  rar: { kind: 'archive', mediaType: 'application/vnd.rar', extensions: ['rar'] },
  gzip: { kind: 'archive', mediaType: 'application/gzip', extensions: ['gz', 'tgz'] },
  bzip2: { kind: 'archive', mediaType: 'application/x-bzip2', extensions: ['bz2', 'tbz', 'tbz2'] },
  xz: { kind: 'archive', mediaType: 'application/x-xz', extensions: ['xz', 'txz'] },
  zstd: { kind: 'archive', mediaType: 'application/zstd', extensions: ['zst'] },
  tar: { kind: 'archive', mediaType: 'application/x-tar', extensions: ['tar'] },
  cab: { kind: 'archive', mediaType: 'application/vnd.ms-cab-compressed', extensions: ['cab'] },

  eml: { kind: 'mail', mediaType: 'message/rfc822', extensions: ['eml'] },
  msg: { kind: 'mail', mediaType: 'application/vnd.ms-outlook', extensions: ['msg'] },

  html: { kind: 'other', mediaType: 'text/html', extensions: ['html', 'htm', 'xhtml', 'xht', 'shtml'] },
  svg: { kind: 'other', mediaType: 'image/svg+xml', extensions: ['svg'] },
  epub: { kind: 'other', mediaType: 'application/epub+zip', extensions: ['epub'] },
  compound_file: { kind: 'other', mediaType: 'application/x-ole-storage', extensions: ['pub', 'vsd', 'mpp'] },
  program: { kind: 'other', mediaType: UNKNOWN_TYPE, extensions: [] },
  script: { kind: 'other', mediaType: UNKNOWN_TYPE, extensions: [] },
  disk_image: { kind: 'other', mediaType: UNKNOWN_TYPE, extensions: [] },
  unknown: { kind: 'other', mediaType: UNKNOWN_TYPE, extensions: [] },
} as const satisfies Record<string, FormatFacts>;

export type Format = keyof typeof FORMATS;

const BY_EXTENSION: ReadonlyMap<string, Format> = new Map(
  (Object.entries(FORMATS) as [Format, FormatFacts][]).flatMap(([format, { extensions }]) =>
    extensions.map((extension) => [extension, format] as const),
  ),
);

/** @param extension in lower case, without the dot */
export const formatOfExtension = (extension: string): Format | undefined => BY_EXTENSION.get(extension);
