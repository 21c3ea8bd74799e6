import { expect, test } from '@jest/globals';
import { admitFiles } from './admit-files.ts';

const limits = { maxExpiryDays: 60, maxFileBytes: 100, maxDeliveryBytes: 150, maxFiles: 3, maxRecipients: 100 };
const file = (name: string, sizeBytes: number) => ({ path: [name], sizeBytes });
const reasons = (...args: Parameters<typeof admitFiles>) => admitFiles(...args).rejected.map(({ reason }) => reason);

test('a file at the limit is taken, one byte more is told as too large', () => {
  expect(reasons([file('a', 100)], [], limits)).toEqual([]);
  expect(reasons([file('a', 101)], [], limits)).toEqual(['size']);
});

test('what is already there counts towards total and number', () => {
  expect(reasons([file('b', 51)], [file('a', 100)], limits)).toEqual(['total']);
  expect(reasons([file('d', 1)], [file('a', 1), file('b', 1), file('c', 1)], limits)).toEqual(['count']);
});

test('one refused file does not stop those after it', () => {
  const { accepted, rejected } = admitFiles([file('a/b', 1), file('huge', 500), file('ok', 1)], [], limits);
  expect(accepted.map(({ path }) => path[0])).toEqual(['ok']);
  expect(rejected.map(({ reason }) => reason)).toEqual(['name', 'size']);
});

test('the same file twice is one; the same name with another size is not', () => {
  expect(reasons([file('a', 1), file('a', 1), file('a', 2)], [], limits)).toEqual(['duplicate']);
});

test('empty files are files', () => {
  expect(admitFiles([file('leer.txt', 0)], [], limits).accepted).toHaveLength(1);
});
