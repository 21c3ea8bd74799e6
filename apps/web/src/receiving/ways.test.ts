import { describe, expect, test } from '@jest/globals';
import { type Surroundings, waysHere } from './ways.ts';

const pick = (async () => ({}) as FileSystemFileHandle) as NonNullable<Surroundings['showSaveFilePicker']>;
const serviceWorker = {};
const storage = { getDirectory: () => {} };

describe('the ways to save a file', () => {
  test('where there is everything, the file that the person picks comes first', () => {
    expect(
      waysHere({ showSaveFilePicker: pick, navigator: { vendor: 'Google Inc.', serviceWorker, storage } }),
    ).toEqual(['picked', 'streamed', 'stored']);
  });

  test('Firefox streams', () => {
    expect(waysHere({ navigator: { vendor: '', serviceWorker, storage } })).toEqual(['streamed', 'stored']);
  });

  test('Safari, and private windows without service workers, store first and hand over', () => {
    const navigator = { vendor: 'Apple Computer, Inc.', serviceWorker, storage };
    expect(waysHere({ navigator })).toEqual(['stored']);
    expect(waysHere({ navigator: { storage } })).toEqual(['stored']);
  });

  test('a browser that has none is told so, and not sent into the void', () => {
    expect(waysHere({ navigator: {} })).toEqual([]);
  });
});
