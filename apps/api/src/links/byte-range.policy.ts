/** A stretch of a file; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export type RangeWish =
  | { readonly kind: 'whole' }
  | ({ readonly kind: 'part' } & ByteRange)
  | { readonly kind: 'none' };

const WHOLE: RangeWish = { kind: 'whole' };
/** One range (RFC 9110 §14.1.2): first-last, first- or -length. */
const SINGLE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * What a `Range` header asks of a file of `sizeBytes` (RFC 9110 §14.2). Several ranges, another unit and what is not
 * well-formed count as no header at all, which the section allows: the answer is the whole file.
 * @returns `none`: not satisfiable
 */
export function readRange(header: string | undefined, sizeBytes: number): RangeWish {
  const match = header === undefined ? null : SINGLE.exec(header);
  if (!match) return WHOLE;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? WHOLE : suffix(Number(last), sizeBytes);
  const start = Number(first);
  if (last !== '' && Number(last) < start) return WHOLE;
  if (start >= sizeBytes) return { kind: 'none' };
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return { kind: 'part', start, end };
}

function suffix(length: number, sizeBytes: number): RangeWish {
  if (length === 0 || sizeBytes === 0) return { kind: 'none' };
  return { kind: 'part', start: Math.max(0, sizeBytes - length), end: sizeBytes };
}
