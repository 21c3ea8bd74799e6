/** Tells an API token from an upload's token, and lets scanners of source code find leaked ones. */
export const API_TOKEN_PREFIX = 'umt_';

export function isApiToken(text: string): boolean {
  return /^umt_[A-Za-z0-9_-]{43}$/.test(text);
}
