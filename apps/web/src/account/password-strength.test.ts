import { expect, test } from '@jest/globals';
import { strengthOf } from './password-strength.ts';

test('short or repetitive passwords are weak, whatever signs they have', () => {
  for (const password of ['', 'Aa1!Bb2?', 'aaaaaaaaaaaaaaaaaaaa', '121212121212'])
    expect(strengthOf(password)).toBe('weak');
});

test('length makes a password good', () => {
  expect(strengthOf('gelber stuhl')).toBe('fair');
  expect(strengthOf('gelber stuhl im regen')).toBe('good');
});
