import { expect, test } from '@jest/globals';
import { decodeText } from './text.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

test.each([
  ['UTF-8', new TextEncoder().encode('Grüße, 10 €')],
  ['UTF-8 with a mark', new TextEncoder().encode('\ufeffGrüße, 10 €')],
  ['Windows-1252', latin1('Gr\xfc\xdfe, 10 \x80')],
  ['UTF-16, little end first', latin1('\xff\xfeG\0r\0\xfc\0\xdf\0e\0,\0 \x001\x000\0 \0\xac\x20')],
  ['UTF-16, big end first', latin1('\xfe\xff\0G\0r\0\xfc\0\xdf\0e\0,\0 \x001\x000\0 \x20\xac')],
])('umlauts are read in %s', (_, octets) => expect(decodeText(octets)).toBe('Grüße, 10 €'));

test('the beginning of a text in UTF-8 stays so, wherever it was cut', () => {
  const octets = new TextEncoder().encode('Zür');
  expect([1, 2, 3, 4].map((end) => decodeText(octets.subarray(0, end)))).toEqual(['Z', 'Z', 'Zü', 'Zür']);
});
