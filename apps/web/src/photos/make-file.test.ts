import { expect, test } from '@jest/globals';
import { formsOf } from './make-file.ts';
import { MAX_PAGES, mostPages } from './page-list.policy.ts';

const picked = { isPicked: true };
const taken = { isPicked: false };

test.each([
  ['either', [picked], ['pdf', 'jpeg', 'original']],
  ['either', [taken], ['pdf', 'jpeg']],
  ['either', [picked, picked], ['pdf']],
  ['pdf', [picked], ['pdf']],
  ['pdf', [picked, taken], ['pdf']],
  ['picture', [picked], ['jpeg', 'original']],
  ['picture', [taken], ['jpeg']],
] as const)('as %s, of the pages %j there can be %j', (as, pages, forms) => {
  expect(formsOf(pages, as)).toEqual(forms);
});

test('a picture is of one page, anything else of as many as fit into a telephone', () => {
  expect([mostPages('picture'), mostPages('pdf'), mostPages('either')]).toEqual([1, MAX_PAGES, MAX_PAGES]);
});
