import { expect, test } from '@jest/globals';
import type { Delivery } from '@umschlag/contract';
import { withContent } from './with-content.ts';

const delivery = {
  id: 'd',
  level: 4,
  subject: null,
  message: null,
  files: [
    { id: 'a', path: null },
    { id: 'b', path: null },
  ],
} as unknown as Delivery;
const nameOf = (number: number) => `Datei ${number}`;

test('before unlocking files are numbered, and there is neither subject nor message', () => {
  const shown = withContent(delivery, undefined, nameOf);
  expect(shown.files.map(({ path }) => path)).toEqual([['Datei 1'], ['Datei 2']]);
  expect([shown.subject, shown.message]).toEqual([null, null]);
});

test('after it names, subject and message are those of the manifest, by the file’s id', () => {
  const files = [
    { id: 'b', path: ['akte', 'b.pdf'] },
    { id: 'a', path: ['a.pdf'] },
  ];
  const shown = withContent(delivery, { files, subject: 'Bescheid', message: 'Guten Tag' }, nameOf);
  expect(shown.files.map(({ path }) => path)).toEqual([['a.pdf'], ['akte', 'b.pdf']]);
  expect([shown.subject, shown.message]).toEqual(['Bescheid', 'Guten Tag']);
});

test('at level 3 subject and message stay the server’s', () => {
  const open = { ...delivery, level: 3, subject: 'Offen', message: 'Für alle' } as Delivery;
  const shown = withContent(open, { files: [], subject: undefined, message: undefined }, nameOf);
  expect([shown.subject, shown.message]).toEqual(['Offen', 'Für alle']);
});
