import { describe, expect, test } from '@jest/globals';
import { safeReason } from './reason.ts';

describe('reasons that are stored', () => {
  test.each([
    ['550 5.1.1 <anna.berg@example.org>: unknown', '550 5.1.1 <…>: unknown'],
    ['550 5.1.1 user ANNA.BERG has left', '550 5.1.1 user … has left'],
    ['550 rejected, ask postmaster@example.net', '550 rejected, ask …'],
    ['554 your host 192.0.2.7 is listed', '554 your host … is listed'],
    ['554 your host [2001:db8::1:2] is listed', '554 your host […] is listed'],
    ['450-4.2.0 first\r\n450 4.2.0 second\u0000', '450-4.2.0 first 450 4.2.0 second'],
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['', ''],
  ])('%j is stored as %j', (answer, expected) => {
    expect(safeReason(answer, ['anna.berg@example.org'])).toBe(expected);
  });

  test('the status stays, even for a mailbox that is called like it', () => {
    expect(safeReason('RCPT TO: 550 5.1.1 no 550 here', ['550@example.org'])).toBe('RCPT TO: 550 5.1.1 no … here');
    expect(safeReason('DATA: 554 5.6.0 bad data', ['data@example.org'])).toBe('DATA: 554 5.6.0 bad …');
  });

  test('characters with a meaning in patterns are taken as they are', () => {
    expect(safeReason('550 a+b.c$ (a+b.c$) aabxc', ['a+b.c$@example.org'])).toBe('550 … (…) aabxc');
  });

  test('the limit of 300 characters holds at n and n+1', () => {
    expect(safeReason('x'.repeat(300), [])).toBe('x'.repeat(300));
    expect(safeReason('x'.repeat(301), [])).toBe(`${'x'.repeat(299)}…`);
  });
});
