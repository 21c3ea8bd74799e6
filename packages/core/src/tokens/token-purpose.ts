/** What a token may be used for. A token of one purpose is worthless for another. */
export type TokenPurpose = 'sign-in-link' | 'upload' | 'download' | 'entrance';

/** What a token says: ids. Names of RFC 7519 §4.1 are the signer's. */
export type TokenClaims = Readonly<Record<string, string>> & {
  readonly [registered in 'aud' | 'exp' | 'iat' | 'iss' | 'jti' | 'nbf']?: never;
};

/** Explicit typing (RFC 8725 §3.11), so that no other JWT of ours is ever taken for it. */
export function typeOf(purpose: TokenPurpose): string {
  return `umschlag-${purpose}+jwt`;
}
