import { expect, test } from '@jest/globals';
import { parseServer } from './server-address.ts';

test('an address becomes an origin, plain http on this machine only', () => {
  expect(parseServer('https://u.example.org/')).toBe('https://u.example.org');
  expect(parseServer('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
});

test.each([
  'http://u.example.org',
  'http://127.0.0.1.example.org',
  'u.example.org',
  'ftp://u.example.org',
  'https://a:b@u.example.org',
])('%s is refused', (text) => {
  expect(() => parseServer(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
