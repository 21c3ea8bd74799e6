import { describe, expect, test } from '@jest/globals';
import { cleanMediaType, servedMediaType } from './media-type.policy.ts';

describe('media types', () => {
  test.each([
    ['application/pdf', 'application/pdf'],
    ['Text/HTML; charset=utf-8', 'text/html'],
    ['', 'application/octet-stream'],
    ['pdf', 'application/octet-stream'],
    ['text/plain\r\nx: y', 'application/octet-stream'],
    ['a/b/c', 'application/octet-stream'],
    ['image/svg+xml', 'image/svg+xml'],
    ['ä/b', 'application/octet-stream'],
  ])('%j is stored as %s', (declared, stored) => {
    expect(cleanMediaType(declared)).toBe(stored);
  });

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'text/javascript',
    'multipart/x',
    'x/y',
  ])('what a browser might run (%s) is served as plain octets', (type) => {
    expect(servedMediaType(type)).toBe('application/octet-stream');
  });

  test.each(['application/pdf', 'image/png', 'video/mp4', 'text/plain', 'application/vnd.ms-excel'])(
    'harmless %s keeps its type',
    (type) => {
      expect(servedMediaType(type)).toBe(type);
    },
  );
});
