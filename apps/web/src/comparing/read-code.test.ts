import { describe, expect, test } from '@jest/globals';
import encodeQR from 'qr';
import { codeOf } from './code-of.ts';
import { outcomeOf, type Pixels, readCode } from './read-code.ts';

const V4 = '0123456789ABCDEF0123456789ABCDEF01234567';
const V6 = 'CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9';
const OTHER = 'A'.repeat(40);

/** A code as a camera or a picture gives it. */
function drawn(rows: readonly (readonly boolean[])[], scale = 6): Pixels {
  const side = rows.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    const isDark = rows[Math.floor(y / scale)]![Math.floor(x / scale)];
    if (isDark) data.fill(0, pixel * 4, pixel * 4 + 3);
  }
  return { data, width: side, height: side };
}
const saying = (text: string) => drawn(encodeQR(text, 'raw', { border: 4 }));

describe('the QR code of a key', () => {
  test.each([V4, V6])('is read as the key that it was drawn for: %s', async (fingerprint) => {
    expect(await readCode(drawn(codeOf(fingerprint)))).toEqual({ fingerprint });
  });

  test('keeps four light modules on every side, as scanners need them', () => {
    const rows = codeOf(V4);
    const edges = [
      ...rows.slice(0, 4),
      ...rows.slice(-4),
      ...rows.map((row) => [...row.slice(0, 4), ...row.slice(-4)]),
    ];
    expect(edges.flat().includes(true)).toBe(false);
    expect(rows[4]![4]).toBe(true);
  });

  test('of another program is read too, with a name behind the fingerprint', async () => {
    const code = saying(`openpgp4fpr:${V4.toLowerCase()}#a=anna%40amt.example&n=Anna`);
    expect(await readCode(code)).toEqual({ fingerprint: V4 });
  });

  test.each(['https://umschlag.example/d/abc', V4, `OPENPGP4FPR:${V4.slice(1)}`, 'WIFI:S:Rathaus;;'])(
    'is not taken from a code that says %j',
    async (text) => {
      expect(await readCode(saying(text))).toBe('foreign');
    },
  );

  test('is not found where there is none', async () => {
    const blank = { data: new Uint8ClampedArray(100 * 100 * 4).fill(255), width: 100, height: 100 };
    expect(await readCode(blank)).toBeUndefined();
  });
});

describe('what is said of a code', () => {
  test.each([
    ['the same key', { fingerprint: V4 }, 'same'],
    ['another key', { fingerprint: OTHER }, 'other'],
    ['the same key’s beginning in a longer fingerprint', { fingerprint: `${V4}${'0'.repeat(24)}` }, 'other'],
    ['something else', 'foreign', 'foreign'],
  ] as const)('that shows %s', (_, reading, outcome) => {
    expect(outcomeOf(reading, V4)).toBe(outcome);
  });
});
