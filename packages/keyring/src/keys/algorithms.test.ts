import { expect, test } from '@jest/globals';
import type { AlgorithmInfo } from 'openpgp';
import { isAllowedAlgorithm } from './algorithms.ts';

const info = (algorithm: string, rest: object = {}): AlgorithmInfo => ({ algorithm, ...rest }) as AlgorithmInfo;

test.each([
  info('rsaEncryptSign', { bits: 2048 }),
  info('rsaEncrypt', { bits: 4096 }),
  info('eddsaLegacy', { curve: 'ed25519Legacy' }),
  info('ecdh', { curve: 'curve25519Legacy' }),
  info('ecdsa', { curve: 'nistP384' }),
  info('ed25519'),
  info('x25519'),
  info('ed448'),
  info('x448'),
])('%j is taken', (algorithm) => {
  expect(isAllowedAlgorithm(algorithm)).toBe(true);
});

test.each([
  info('rsaEncryptSign', { bits: 2047 }),
  info('rsaEncryptSign'),
  info('dsa', { bits: 3072 }),
  info('elgamal', { bits: 4096 }),
  info('ecdsa', { curve: 'secp256k1' }),
  info('ecdsa', { curve: 'brainpoolP256r1' }),
  info('ecdh'),
  info('hmac'),
  info(''),
])('%j is refused', (algorithm) => {
  expect(isAllowedAlgorithm(algorithm)).toBe(false);
});
