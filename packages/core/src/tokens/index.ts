export { rotateSigningKeys } from './rotate-signing-keys.ts';
export { signToken } from './sign-token.ts';
export type { TokenClaims, TokenPurpose } from './token-purpose.ts';
export { verifyToken } from './verify-token.ts';
