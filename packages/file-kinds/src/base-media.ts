import { startsWith } from './octets.ts';

export type BaseMediaFormat = 'heic' | 'heif' | 'avif' | 'mp4' | 'mov' | '3gp' | 'm4a';

/** Brands by the format that they stand for, the more exact before the more general. */
const BRANDS: readonly (readonly [BaseMediaFormat, RegExp])[] = [
  ['avif', /^avi[fs]$/],
  ['heic', /^(hei[cxms]|hev[cxms])$/],
  ['heif', /^(mif1|msf1|mif2)$/],
  ['m4a', /^M4[AB] $/],
  ['mov', /^qt {2}$/],
  ['3gp', /^3g[2gp]/],
  ['mp4', /^(iso[2-9m]|mp4[12v]|avc1|dash|M4V[ HP]?|mmp4|f4v |MSNV)/],
];

const MAX_BRANDS = 64;

/**
 * Of a file of ISO base media (ISO/IEC 14496-12 §4.3): a box `ftyp` with the major brand and the compatible ones.
 * A major brand such as `mif1` only says what is common to HEIC and AVIF: the others decide then.
 */
export function baseMediaFormat(head: Uint8Array): BaseMediaFormat | undefined {
  if (!startsWith(head, 'ftyp', 4)) return undefined;
  const [major, ...compatible] = brands(head);
  const named = formatOfBrand(major);
  if (named !== 'heif' && named !== undefined) return named;
  const formats = compatible.map(formatOfBrand);
  return BRANDS.map(([format]) => format).find((format) => formats.includes(format)) ?? named;
}

function brands(head: Uint8Array): string[] {
  const boxEnd = Math.min(((head[0]! << 24) | (head[1]! << 16) | (head[2]! << 8) | head[3]!) >>> 0, head.length);
  const found: string[] = [];
  // After the major brand comes its version, four octets that are no brand.
  for (let at = 8; at + 4 <= boxEnd && found.length < MAX_BRANDS; at += at === 8 ? 8 : 4) {
    found.push(String.fromCharCode(...head.subarray(at, at + 4)));
  }
  return found;
}

const formatOfBrand = (brand = ''): BaseMediaFormat | undefined => BRANDS.find(([, of]) => of.test(brand))?.[0];
