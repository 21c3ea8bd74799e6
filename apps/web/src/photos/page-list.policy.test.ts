import { describe, expect, test } from '@jest/globals';
import { changed, MAX_PAGES, moved, roomFor, turnedEdit, UNTOUCHED, without } from './page-list.policy.ts';

const PAGES = ['a', 'b', 'c'].map((id) => ({ id, ...UNTOUCHED }));
const order = (pages: readonly { id: string }[]) => pages.map(({ id }) => id).join('');

describe('pages', () => {
  test.each([
    ['b', -1, 'bac'],
    ['b', 1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 1, 'abc'],
    ['x', 1, 'abc'],
  ] as const)('%s moved by %i stand as %s', (id, by, expected) => {
    expect(order(moved(PAGES, id, by))).toBe(expected);
    expect(order(PAGES)).toBe('abc');
  });

  test('lose the one that is removed', () => {
    expect(order(without(PAGES, 'b'))).toBe('ac');
    expect(order(without(PAGES, 'x'))).toBe('abc');
  });

  test('change one at a time', () => {
    const after = changed(PAGES, 'b', { turns: 2 });
    expect(after.map(({ turns }) => turns)).toEqual([0, 2, 0]);
    expect(after[0]).toBe(PAGES[0]);
  });

  test.each([
    [0, 3, 3],
    [0, MAX_PAGES, MAX_PAGES],
    [0, MAX_PAGES + 1, MAX_PAGES],
    [MAX_PAGES - 1, 5, 1],
    [MAX_PAGES, 1, 0],
  ])('where there are %i, of %i more %i come', (present, coming, room) => expect(roomFor(present, coming)).toBe(room));
});

test('turning there and back again leaves a page as it was, what is cut included', () => {
  const edit = { turns: 3, crop: { top: 1, right: 2, bottom: 3, left: 4 } } as const;
  expect(turnedEdit(edit, 1)).toEqual({ turns: 0, crop: { top: 4, right: 1, bottom: 2, left: 3 } });
  expect(turnedEdit(turnedEdit(edit, 1), -1)).toEqual(edit);
});
