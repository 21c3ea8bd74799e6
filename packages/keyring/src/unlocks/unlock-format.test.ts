import { argon2Sync, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { NOW, newKey } from '../testing/keys.ts';
import type { Argon2Cost } from './argon2-cost.ts';
import { lockWith } from './lock-with.ts';
import { newRecoveryCode } from './recovery-code.ts';
import type { UnlockSecret } from './secrets.ts';

// Opens unlocks by the words of docs/FORMATS.md and RFC 9580 with Node's own cryptography, and without openpgp.js.

const TAG_OCTETS = 16;

function openGcm(key: Buffer, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_OCTETS));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_OCTETS)), decipher.final()]);
}

const hkdf = (key: Buffer, salt: Uint8Array, info: Uint8Array, octets: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, octets));

/** One packet, its partial bodies put together (RFC 9580 §4.2.1). */
function takePacket(octets: Buffer, tag: number): { body: Buffer; rest: Buffer } {
  expect(octets[0]).toBe(0xc0 | tag);
  const pieces: Buffer[] = [];
  for (let at = 1; ; ) {
    const first = octets[at]!;
    const partial = first >= 224;
    const [length, skip] = partial
      ? [1 << (first & 31), 1]
      : first < 192
        ? [first, 1]
        : [((first - 192) << 8) + octets[at + 1]! + 192, 2];
    pieces.push(octets.subarray(at + skip, at + skip + length));
    at += skip + length;
    if (!partial) return { body: Buffer.concat(pieces), rest: octets.subarray(at) };
  }
}

type Derive = (specifier: Buffer) => Buffer;

/** RFC 9580 §5.3.2: version 6 SKESK; answers the session key. */
function openSkesk(body: Buffer, specifierOctets: number, derive: Derive): Buffer {
  expect([...body.subarray(0, 5)]).toEqual([6, 3 + specifierOctets + 12, 9, 3, specifierOctets]);
  const specifier = body.subarray(5, 5 + specifierOctets);
  const [nonce, sealed] = [body.subarray(5 + specifierOctets).subarray(0, 12), body.subarray(5 + specifierOctets + 12)];
  const info = Buffer.from([0xc3, 6, 9, 3]);
  return openGcm(hkdf(derive(specifier), Buffer.alloc(0), info, 32), nonce, sealed, info);
}

/** RFC 9580 §5.13.2 with a content of one chunk; answers the packet inside, whose final tag is checked too. */
function openSeipd(body: Buffer, sessionKey: Buffer): Buffer {
  expect([...body.subarray(0, 3)]).toEqual([2, 9, 3]);
  const info = Buffer.concat([Buffer.from([0xd2]), body.subarray(0, 4)]);
  const derived = hkdf(sessionKey, body.subarray(4, 36), info, 32 + 4);
  const nonce = (index: number) => Buffer.concat([derived.subarray(32), Buffer.from([0, 0, 0, 0, 0, 0, 0, index])]);
  const key = derived.subarray(0, 32);
  const inside = openGcm(key, nonce(0), body.subarray(36, body.length - TAG_OCTETS), info);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(inside.length));
  openGcm(key, nonce(1), body.subarray(body.length - TAG_OCTETS), Buffer.concat([info, size]));
  return inside;
}

async function lock(secret: UnlockSecret, argon2?: Argon2Cost) {
  const { secret: key } = await newKey();
  const passkey = secret.kind === 'passkey' ? { passkey: { credentialId: 'AA', prfSalt: 'BB' } } : {};
  const unlock = await lockWith({ key, secret, now: NOW, ...passkey, ...(argon2 ? { argon2 } : {}) });
  return { unlock, expected: Buffer.from(key.openpgp.write()) };
}

function openByHand(message: string, specifierOctets: number, derive: Derive): Buffer {
  const skesk = takePacket(Buffer.from(message, 'base64'), 3);
  const seipd = takePacket(skesk.rest, 18);
  expect(seipd.rest).toHaveLength(0);
  const literal = takePacket(openSeipd(seipd.body, openSkesk(skesk.body, specifierOctets, derive)), 11);
  expect(literal.body.subarray(0, 1).toString()).toBe('b');
  return literal.body.subarray(2 + literal.body[1]! + 4);
}

test.each([undefined, { passes: 4, lanes: 4, memoryExponent: 17 }])(
  'a passphrase is stretched with Argon2id as RFC 9106 says, cost %j',
  async (argon2) => {
    const passphrase = 'Grüße aus dem Bürgeramt';
    const { unlock, expected } = await lock({ kind: 'passphrase', passphrase }, argon2);
    const derive: Derive = (specifier) => {
      expect(specifier[0]).toBe(4);
      const [passes, parallelism, exponent] = specifier.subarray(17) as unknown as [number, number, number];
      expect([passes, parallelism, exponent]).toEqual([argon2?.passes ?? 3, 4, argon2?.memoryExponent ?? 16]);
      const parameters = {
        nonce: specifier.subarray(1, 17),
        parallelism,
        tagLength: 32,
        memory: 2 ** exponent,
        passes,
      };
      return argon2Sync('argon2id', { message: passphrase.normalize('NFC'), ...parameters });
    };
    expect(openByHand(unlock.message, 20, derive)).toEqual(expected);
  },
);

/** RFC 9580 §3.7.1.3 with SHA-256 and a count of 65,536 octets. */
const iterated =
  (password: string): Derive =>
  (specifier) => {
    expect([specifier[0], specifier[1], specifier[10]]).toEqual([3, 8, 0x60]);
    const unit = Buffer.concat([specifier.subarray(2, 10), Buffer.from(password)]);
    const copies = Buffer.concat(Array.from({ length: Math.ceil(65_536 / unit.length) }, () => unit));
    return createHash('sha256').update(copies.subarray(0, 65_536)).digest();
  };

test('a recovery code is the password as it is printed, hyphens included', async () => {
  const code = newRecoveryCode();
  const { unlock, expected } = await lock({ kind: 'recovery-code', code: code.toLowerCase().replaceAll('-', '') });
  expect(openByHand(unlock.message, 11, iterated(code))).toEqual(expected);
});

test('a passkey’s output is turned into a password with HKDF and base64url', async () => {
  const prfOutput = crypto.getRandomValues(new Uint8Array(32));
  const { unlock, expected } = await lock({ kind: 'passkey', prfOutput });
  const info = Buffer.from('umschlag unlock passkey 1');
  const password = hkdf(Buffer.from(prfOutput), Buffer.alloc(0), info, 32).toString('base64url');
  expect(openByHand(unlock.message, 11, iterated(password))).toEqual(expected);
});
