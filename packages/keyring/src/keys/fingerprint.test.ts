import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fingerprintFromQr, formatFingerprint, normalFingerprint, qrPayloadOf } from './fingerprint.ts';
import { fingerprintWords } from './fingerprint-words.ts';
import { WORDS } from './words.ts';

const V4 = '0123456789ABCDEF0123456789ABCDEF01234567';
const V6 = 'CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9';

/** Edit distance of one or none. */
function isNear(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  if (short.length < long.length) return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
  return [...short].filter((letter, at) => letter !== long[at]).length <= 1;
}

describe('the words', () => {
  test('are 1024, speakable without umlauts, in a fixed order, and no two are one letter apart', () => {
    expect(WORDS).toHaveLength(1024);
    expect(WORDS.filter((word) => !/^[a-z]{4,9}$/.test(word))).toEqual([]);
    expect(WORDS.toSorted()).toEqual(WORDS);
    const near = WORDS.flatMap((a, at) =>
      WORDS.slice(at + 1)
        .filter((b) => isNear(a, b))
        .map((b) => `${a} ${b}`),
    );
    expect(near).toEqual([]);
  });

  test.each([V4, V6])('of a fingerprint are the 90 bits that docs/FORMATS.md says: %s', async (fingerprint) => {
    const octets = Buffer.from(fingerprint, 'hex');
    const derived = pbkdf2Sync(octets, 'umschlag fingerprint words 1', 131_072, 12, 'sha256');
    const number = BigInt(`0x${derived.toString('hex')}`) >> 6n;
    const expected = Array.from({ length: 9 }, (_, at) => WORDS[Number((number >> BigInt(80 - 10 * at)) & 1023n)]);
    expect(await fingerprintWords(fingerprint)).toEqual(expected);
  });

  test('stay what they are: this list and this derivation are a format', async () => {
    expect((await fingerprintWords(V4)).join(' ')).toBe(
      'krug luxus urkunde tablett strauch inserat einfall klinge prinzip',
    );
    expect((await fingerprintWords(V6)).join(' ')).toBe('spinne speer schirm akte raster kapsel qualle ziegel bonbon');
  });
});

describe('a fingerprint', () => {
  test('is read with spaces and small letters, and written in groups of four', () => {
    const written = formatFingerprint(V4);
    expect(written).toBe('0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567');
    expect(normalFingerprint(written.toLowerCase())).toBe(V4);
  });

  test('survives a QR code, also one of another program with a name behind', () => {
    expect(qrPayloadOf(V6)).toBe(`OPENPGP4FPR:${V6}`);
    // The alphanumeric mode of QR codes (ISO/IEC 18004) has capitals, digits and the colon.
    expect(qrPayloadOf(V4)).toMatch(/^[0-9A-Z:]+$/);
    expect(fingerprintFromQr(qrPayloadOf(V4))).toBe(V4);
    expect(fingerprintFromQr(`openpgp4fpr:${V4.toLowerCase()}#a=anna%40amt.example`)).toBe(V4);
  });

  test.each(['', 'https://umschlag.example', V4, `OPENPGP4FPR:${V4}00`, `OPENPGP4FPR:${V4.slice(1)}`])(
    'is not found in a QR code that says %j',
    (payload) => {
      expect(() => fingerprintFromQr(payload)).toThrow(expect.objectContaining({ code: 'fingerprint_malformed' }));
    },
  );
});
