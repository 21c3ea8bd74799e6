import { expect, test } from '@jest/globals';
import { offerFor } from './request.ts';

const MIB = 2 ** 20;
const LIMIT = 32 * MIB;
const offer = (name: string, sizeBytes: number) => offerFor({ name, mediaType: null, sizeBytes });

test.each([
  ['Bild.png', 0, 'nothing'],
  ['Bild.png', 1, 'show'],
  ['Bild.png', LIMIT, 'show'],
  ['Bild.png', LIMIT + 1, 'too_large'],
  ['Scan.pdf', LIMIT, 'show'],
  ['Scan.pdf', LIMIT + 1, 'too_large'],
  ['Daten.csv', LIMIT * 1_000, 'show'],
  ['Daten.zip', 1, 'nothing'],
])('%s of %i octets: %s', (name, sizeBytes, can) => expect(offer(name, sizeBytes).can).toBe(can));

test('what is too large is told with the limit', () => {
  expect(offer('Scan.pdf', LIMIT + 1)).toEqual({ can: 'too_large', limitOctets: LIMIT });
});
