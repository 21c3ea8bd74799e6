import { describe, expect, test } from '@jest/globals';
import { attachment } from './content-disposition.ts';

describe('Content-Disposition', () => {
  test.each([
    ['a.txt', 'a.txt', 'a.txt'],
    ['Größe.pdf', 'Grosse.pdf', 'Gr%C3%B6%C3%9Fe.pdf'],
    ['say "hi".txt', 'say _hi_.txt', 'say%20%22hi%22.txt'],
    ["o'brien (1)*.txt", "o'brien (1)*.txt", 'o%27brien%20%281%29%2A.txt'],
    ['100%41;x.txt', '100_41;x.txt', '100%2541%3Bx.txt'],
    ['文件.txt', '__.txt', '%E6%96%87%E4%BB%B6.txt'],
  ])('%s', (name, plain, extended) => {
    expect(attachment(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${extended}`);
  });

  test('line feeds and emoji never leave ASCII or the header’s line', () => {
    expect(attachment('a\r\nSet-Cookie: x\u{1f6a7}')).toMatch(/^[\x20-\x7e]+$/);
  });
});
