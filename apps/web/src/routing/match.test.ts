import { describe, expect, test } from '@jest/globals';
import { matchPath, safeReturnTo } from './match.ts';

describe('matching a path', () => {
  test('names take one segment each, decoded', () => {
    expect(matchPath('/deliveries/:id/edit', '/deliveries/a%20b/edit')).toEqual({ id: 'a b' });
    expect(matchPath('/d/:token', '/d/abc/')).toEqual({ token: 'abc' });
  });

  test('a path of another length, or an empty name, does not match', () => {
    expect(matchPath('/d/:token', '/d/')).toBeUndefined();
    expect(matchPath('/d/:token', '/d/a/b')).toBeUndefined();
    expect(matchPath('/', '/')).toEqual({});
  });

  test('a broken percent sign is not an exception', () => {
    expect(matchPath('/d/:token', '/d/%zz')).toEqual({ token: '%zz' });
  });
});

describe('where to return to', () => {
  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\n/b', '', null])(
    '%p does not lead away from this site',
    (value) => {
      expect(safeReturnTo(value, '/')).toBe('/');
    },
  );

  test('a path of this site stays', () => {
    expect(safeReturnTo('/d/abc?x=1', '/')).toBe('/d/abc?x=1');
  });
});
