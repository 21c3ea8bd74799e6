import { SignJWT } from 'jose';
import { currentSigningKey, type KeyRingDeps } from './key-ring.ts';
import { ALGORITHM } from './signing-keys.repository.ts';
import { type TokenClaims, type TokenPurpose, typeOf } from './token-purpose.ts';

/**
 * A signed token (JWS, RFC 7515; claims of RFC 7519) that is good for one purpose.
 * What is in it is not secret: ids only.
 * @param ttlSeconds how long it is good
 */
export async function signToken(
  deps: KeyRingDeps,
  purpose: TokenPurpose,
  claims: TokenClaims,
  ttlSeconds: number,
): Promise<string> {
  const key = await currentSigningKey(deps);
  const issuedAt = Math.floor(deps.clock.now().getTime() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: typeOf(purpose) })
    .setAudience(purpose)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(key.privateKey);
}
