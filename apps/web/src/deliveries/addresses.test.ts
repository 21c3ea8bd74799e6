import { describe, expect, test } from '@jest/globals';
import { addAddresses, looksLikeAddress, splitAddresses } from './addresses.ts';

describe('pasted addresses', () => {
  test('may be separated by comma, semicolon, line break or tab', () => {
    expect(splitAddresses('a@x.de, b@x.de;c@x.de\r\nd@x.de\te@x.de,')).toEqual([
      'a@x.de',
      'b@x.de',
      'c@x.de',
      'd@x.de',
      'e@x.de',
    ]);
  });

  test('lose the name that mail programs put before them', () => {
    expect(splitAddresses('Maria Muster <maria@x.de>; mailto:otto@x.de')).toEqual(['maria@x.de', 'otto@x.de']);
  });

  test('separated by spaces are taken apart; a text without address stays whole, so that it can be mended', () => {
    expect(splitAddresses('a@x.de b@x.de')).toEqual(['a@x.de', 'b@x.de']);
    expect(splitAddresses('maria muster')).toEqual(['maria muster']);
  });
});

test.each(['maria@beispiel.de', 'a+b@x.example', 'müller@größe.de', "o'neil@x.de", 'a@localhost'])(
  '%j can be an address',
  (text) => {
    expect(looksLikeAddress(text)).toBe(true);
  },
);

test.each(['', 'maria', 'maria@', '@x.de', 'a b@x.de', 'a@b@c.de', 'a@x..de', 'a@-x.de', 'a@x.de.'])(
  '%j cannot be an address',
  (text) => {
    expect(looksLikeAddress(text)).toBe(false);
  },
);

test('an address is added once, however its letters are written', () => {
  expect(addAddresses(['a@x.de'], ['A@X.de', 'b@x.de', 'b@x.de'])).toEqual(['a@x.de', 'b@x.de']);
});
