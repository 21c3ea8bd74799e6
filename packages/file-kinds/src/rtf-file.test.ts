import { expect, test } from '@jest/globals';
import { inspectFile } from './inspect-file.ts';
import { joined, sourceOf } from './testing/octets.ts';

test.each(['{\\object\\objemb{\\*\\objdata 0105}}', '{\\object\\objupdate}', '{\\object\\objocx}'])(
  'rich text with an object is told: %s',
  async (object) => {
    const found = await inspectFile(sourceOf(joined(`{\\rtf1 ${object}}`)), 'a.rtf');
    expect(found).toMatchObject({ format: 'rtf', dangers: ['embedded_object'] });
  },
);

test('of rich text above 6 MiB the rest was not looked at', async () => {
  const text = joined('{\\rtf1 ', new Uint8Array(6 * 2 ** 20).fill(0x41), '}');
  expect(await inspectFile(sourceOf(text), 'a.rtf')).toMatchObject({ format: 'rtf', dangers: ['unchecked'] });
  expect((await inspectFile(sourceOf(text.subarray(0, 6 * 2 ** 20)), 'a.rtf')).dangers).toEqual([]);
});
