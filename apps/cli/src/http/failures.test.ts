import { expect, test } from '@jest/globals';
import { failureOf, RefusedError, UnreachableError } from './failures.ts';

const answer = (code: string) =>
  failureOf(429, new Headers({ 'retry-after': '3600' }), { error: { code, message: 'Not now.' } });

test('what a day allows being used up ends the command, where other limits are waited out', () => {
  expect(answer('too_many_requests')).toBeInstanceOf(UnreachableError);
  expect(answer('too_many_notices')).toBeInstanceOf(RefusedError);
});
