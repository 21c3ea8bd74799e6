import { describe, expect, test } from '@jest/globals';
import { allowsRange, entityTag, matchesAny } from './entity-tag.ts';

const tag = entityTag({ id: 'f', sizeBytes: 36 });

describe('entity tags', () => {
  test('If-None-Match finds the tag in a list, weak or as a star', () => {
    expect(tag).toBe('"f-10"');
    for (const header of [tag, `"x", ${tag}`, `W/${tag}`, '*']) expect(matchesAny(header, tag)).toBe(true);
    for (const header of [undefined, '"x"', 'f-10']) expect(matchesAny(header, tag)).toBe(false);
  });

  test('If-Range takes the strong tag only; a weak one or a date gives the whole file', () => {
    expect(allowsRange(undefined, tag)).toBe(true);
    expect(allowsRange(tag, tag)).toBe(true);
    expect(allowsRange(`W/${tag}`, tag)).toBe(false);
    expect(allowsRange('Wed, 21 Oct 2026 07:28:00 GMT', tag)).toBe(false);
  });
});
