import { expect, test } from '@jest/globals';
import { parseLink } from './link.ts';

const TOKEN = 'A'.repeat(43);

test('a link gives server and secret, with line breaks around it too', () => {
  expect(parseLink(` https://u.example.org/d/${TOKEN}\n`)).toEqual({ server: 'https://u.example.org', token: TOKEN });
});

test.each([
  '',
  'hello',
  'https://u.example.org/',
  `https://u.example.org/d/${TOKEN.slice(1)}`,
  `http://u.example.org/d/${TOKEN}`,
])('%j is wrong usage', (text) => {
  expect(() => parseLink(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
