import { describe, expect, test } from '@jest/globals';
import { contentOf, declaredKind, PREVIEW_OCTETS } from './kinds.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const PNG = latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
const JPEG = latin1('\xff\xd8\xff\xe0\0\x10JFIF');
const GIF = latin1('GIF89a\x01\0\x01\0');
const WEBP = latin1('RIFF\x10\0\0\0WEBPVP8 ');
const AVIF = latin1('\0\0\0\x1cftypavif\0\0\0\0');
const PDF = latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3');
const SVG = utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const HTML = utf8('<!doctype html><script>alert(1)</script>');

describe('what a file is declared as', () => {
  test.each([
    ['Bild.png', 'image/png', 'image'],
    ['Bild', 'image/jpeg', 'image'],
    ['Bescheid.pdf', 'application/pdf', 'pdf'],
    ['Notiz.txt', 'text/plain; charset=utf-8', 'text'],
    ['Notiz.txt', 'TEXT/PLAIN', 'text'],
    ['Daten.json', 'application/json', 'text'],
    ['Plan.svg', 'image/svg+xml', 'text'],
    ['Seite.html', 'text/html', 'text'],
  ])('%s as %s: %s', (name, type, kind) => expect(declaredKind(name, type)).toBe(kind));

  test.each(['', null, 'application/octet-stream'])('where the type says nothing (%s) the name does', (type) => {
    expect(declaredKind('Protokoll.LOG', type)).toBe('text');
    expect(declaredKind('Scan.pdf', type)).toBe('pdf');
    expect(declaredKind('Foto.JPG', type)).toBe('image');
    expect(declaredKind('Programm.exe', type)).toBeUndefined();
    expect(declaredKind('pdf', type)).toBeUndefined();
  });

  test('a type that says something is not outdone by the name', () => {
    expect(declaredKind('Bild.png', 'application/zip')).toBeUndefined();
    expect(declaredKind('Bild.png', 'text/html')).toBe('text');
    expect(declaredKind('Konten.csv', 'application/vnd.ms-excel')).toBe('text');
    expect(declaredKind('Konten.xls', 'application/vnd.ms-excel')).toBeUndefined();
  });
});

describe('what a file is shown as', () => {
  test.each([
    ['image/png', PNG],
    ['image/jpeg', JPEG],
    ['image/gif', GIF],
    ['image/webp', WEBP],
    ['image/avif', AVIF],
  ])('%s is known by its first octets', (mediaType, octets) => {
    expect(contentOf(octets, 'image')).toEqual({ kind: 'image', mediaType });
  });

  test('an image that is declared as another kind of image is shown as what it is', () => {
    expect(declaredKind('Bild.png', 'image/png')).toBe('image');
    expect(contentOf(JPEG, 'image')).toEqual({ kind: 'image', mediaType: 'image/jpeg' });
  });

  test('a PDF is known by its first octets, and not by a mark further behind', () => {
    expect(contentOf(PDF, 'pdf')).toEqual({ kind: 'pdf' });
    expect(contentOf(latin1('MZ\x90\0%PDF-1.7'), 'pdf')).toBeUndefined();
  });

  test('SVG and HTML are text, and never an image or a page', () => {
    for (const octets of [SVG, HTML]) {
      expect(contentOf(octets, 'text')).toEqual({ kind: 'text' });
      expect(contentOf(octets, 'image')).toBeUndefined();
      expect(contentOf(octets, 'pdf')).toBeUndefined();
    }
  });

  test.each([
    ['UTF-8', utf8('Grüße aus Köln\r\n\tEnde\f')],
    ['Latin-1', latin1('Gr\xfc\xdfe aus K\xf6ln')],
    ['UTF-16', latin1('\xff\xfeG\0r\0\xfc\0')],
    ['one sign', utf8('.')],
  ])('text in %s is text', (_, octets) => expect(contentOf(octets, 'text')).toEqual({ kind: 'text' }));

  test.each([
    ['a program', latin1('MZ\x90\0\x03')],
    ['an archive', latin1('PK\x03\x04\x14\0')],
    ['nothing', new Uint8Array()],
    ['an image', PNG],
    ['a PDF', PDF],
  ])('%s under the name of a text is not shown', (_, octets) => expect(contentOf(octets, 'text')).toBeUndefined());

  test('magic octets that are cut off are none', () => {
    for (const octets of [PNG, WEBP, AVIF]) expect(contentOf(octets.subarray(0, 7), 'image')).toBeUndefined();
  });
});

test('of a text the first mebibyte is fetched, of others 32 at most', () => {
  expect(PREVIEW_OCTETS).toEqual({ text: 1_048_576, image: 33_554_432, pdf: 33_554_432 });
});
