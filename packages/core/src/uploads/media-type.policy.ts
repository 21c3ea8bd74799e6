/** RFC 9110 §8.3.1: two tokens (RFC 9110 §5.6.2); parameters are dropped, as nothing needs them. */
const TYPE = /^([a-z0-9][a-z0-9!#$&^_.+-]{0,126})\/([a-z0-9][a-z0-9!#$&^_.+-]{0,126})$/;
export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/** The declared media type without parameters and in lower case; what is none becomes `application/octet-stream`. */
export function cleanMediaType(declared: string): string {
  const essence = declared.split(';', 1)[0]!.trim().toLowerCase();
  return TYPE.test(essence) ? essence : UNKNOWN_MEDIA_TYPE;
}

/** Types that a browser never runs as a page or script of ours, whatever it makes of them. */
const HARMLESS =
  /^(image\/(png|jpeg|gif|webp|avif|heic|tiff|bmp)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|text\/(plain|csv)|application\/(pdf|zip|msword|rtf|vnd\.[a-z0-9.+-]+))$/;

/** What a file is served as: its declared type where that is harmless, and plain octets otherwise (html, svg, xml …). */
export function servedMediaType(mediaType: string): string {
  const isHarmless = HARMLESS.test(mediaType) && !mediaType.endsWith('+xml') && !mediaType.endsWith('+html');
  return isHarmless ? mediaType : UNKNOWN_MEDIA_TYPE;
}
