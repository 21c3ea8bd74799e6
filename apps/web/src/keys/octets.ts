import { fromBase64, toBase64 } from '../transfer/base64.ts';

/** Text as the API takes octets: UTF-8 in base64. */
export const textToBase64 = (text: string): string => toBase64(new TextEncoder().encode(text));

/** The other way; throws for what is no UTF-8. */
export const textFromBase64 = (base64: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(base64));
