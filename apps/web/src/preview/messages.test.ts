import { expect, test } from '@jest/globals';
import { readFromFrame } from './messages.ts';

test.each([
  { name: 'ready', word: 'x' },
  { name: 'shown', page: 2, pages: 2, hasText: true },
  { name: 'failed', problem: 'password' },
  { name: 'key', key: 'Escape' },
])('a message of the frame is read: $name', (message) => {
  expect(readFromFrame({ ...message, more: '<b>' })).toEqual(message);
});

test.each([
  [undefined],
  [null],
  ['ready'],
  [{}],
  [{ name: 'show' }],
  [{ name: 'ready' }],
  [{ name: 'ready', word: 1 }],
  [{ name: 'shown', page: 3, pages: 2, hasText: true }],
  [{ name: 'shown', page: 0, pages: 2, hasText: true }],
  [{ name: 'shown', page: 1, pages: 1e9, hasText: true }],
  [{ name: 'shown', page: 1.5, pages: 2, hasText: true }],
  [{ name: 'shown', page: 1, pages: 2, hasText: 'yes' }],
  [{ name: 'failed', problem: '<img src=x>' }],
  [{ name: 'failed', problem: 'toString' }],
  [{ name: 'key', key: 'Enter' }],
])('what is no message of a frame is passed over: %j', (data) => {
  expect(readFromFrame(data)).toBeUndefined();
});
