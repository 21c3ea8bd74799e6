import { randomBytes } from 'node:crypto';

/** Octets with the first octet of a binary public key: the server looks at no more of it. */
export function testPublicKey(sizeOctets = 200): string {
  return Buffer.concat([Buffer.of(0xc6), randomBytes(sizeOctets - 1)]).toString('base64');
}

export const testFingerprint = (version: 4 | 6 = 4) =>
  randomBytes(version === 4 ? 20 : 32)
    .toString('hex')
    .toUpperCase();

export const testOctets = (sizeOctets = 100) => randomBytes(sizeOctets).toString('base64');

/** What a browser would send to set up a key. */
export function testKey(version: 4 | 6 = 4) {
  const unlock = { kind: 'passphrase' as const, label: 'Passphrase', material: testOctets() };
  return { fingerprint: testFingerprint(version), version, publicKey: testPublicKey(), unlocks: [unlock] };
}

/** What a browser would send to put a new key in the place of `oldFingerprint`. */
export function testRotation(oldFingerprint: string) {
  return { ...testKey(), oldFingerprint, statement: testOctets(), formerKey: testOctets() };
}
