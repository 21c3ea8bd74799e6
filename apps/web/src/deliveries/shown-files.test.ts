import { expect, test } from '@jest/globals';
import { type Catalogue, catalogue as de } from '../i18n/de.ts';
import { catalogue as en } from '../i18n/en.ts';
import { shownFiles } from './shown-files.ts';

const files = [
  { id: 'a', path: ['Anlagen', 'Plan.pdf'] },
  { id: 'b', path: null },
  { id: 'c', path: null },
];

test('a file whose name is gone with the content is told by its number, in the reader’s language', () => {
  const names = (texts: Catalogue) => shownFiles(files, texts.detail.fileNumber).map(({ path }) => path);
  expect(names(de)).toEqual([['Anlagen', 'Plan.pdf'], ['Datei 2'], ['Datei 3']]);
  expect(names(en)).toEqual([['Anlagen', 'Plan.pdf'], ['File 2'], ['File 3']]);
});
