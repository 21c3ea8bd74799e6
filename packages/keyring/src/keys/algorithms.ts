import type { AlgorithmInfo } from 'openpgp';
import { KeyringError } from '../errors.ts';

/** BSI TR-02102-1 asks for 3000 bits of new keys; an imported key of 2048 bits is still taken. */
const MIN_RSA_BITS = 2048;

/** No Brainpool: openpgp.js 6.3 cannot sign with it in Node, where it looks for a package that it does not depend on. */
const CURVES = new Set<string>(['ed25519Legacy', 'curve25519Legacy', 'nistP256', 'nistP384', 'nistP521']);
const WITHOUT_CURVE = new Set<string>(['ed25519', 'ed448', 'x25519', 'x448']);
const WITH_CURVE = new Set<string>(['ecdsa', 'eddsaLegacy', 'ecdh']);
const RSA = new Set<string>(['rsaEncryptSign', 'rsaEncrypt', 'rsaSign']);

/** Pure: whether keys of this algorithm and size are taken. DSA, ElGamal, secp256k1, Brainpool and short RSA are not. */
export function isAllowedAlgorithm({ algorithm, curve, bits }: AlgorithmInfo): boolean {
  if (RSA.has(algorithm)) return (bits ?? 0) >= MIN_RSA_BITS;
  if (WITH_CURVE.has(algorithm)) return curve !== undefined && CURVES.has(curve);
  return WITHOUT_CURVE.has(algorithm);
}

/** Throws `key_algorithm_refused` unless all of them are allowed. */
export function requireAllowed(parts: readonly { getAlgorithmInfo(): AlgorithmInfo }[]): void {
  for (const part of parts) {
    const info = part.getAlgorithmInfo();
    if (isAllowedAlgorithm(info)) continue;
    const said = [info.algorithm, info.curve, info.bits].filter((word) => word !== undefined).join(' ');
    throw new KeyringError('key_algorithm_refused', `Keys of this kind are not accepted: ${said}.`);
  }
}
