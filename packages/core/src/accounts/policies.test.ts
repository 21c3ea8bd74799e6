import { describe, expect, test } from '@jest/globals';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '@umschlag/std';
import { readCode } from './challenge.policy.ts';
import { networksOf } from './client-network.policy.ts';
import { passwordWeakness } from './password.policy.ts';
import { isFreshMailSignIn, isFreshSignIn } from './reauthentication.policy.ts';
import { isOwnPath } from './return-path.policy.ts';
import { sessionExpiry } from './session.policy.ts';
import { retryAfterSeconds } from './throttle.policy.ts';

const now = new Date('2026-11-02T09:00:00Z');

describe('sessions', () => {
  test('a caseworker’s ends after 12 hours without use and after 7 days in any case', () => {
    expect(sessionExpiry('caseworker', now, now)).toEqual(addMs(now, 12 * HOUR_MS));
    const late = addMs(now, 7 * DAY_MS - HOUR_MS);
    expect(sessionExpiry('caseworker', now, late)).toEqual(addMs(now, 7 * DAY_MS));
  });
  test('a citizen’s ends after 30 days', () => {
    expect(sessionExpiry('citizen', now, addMs(now, 3 * DAY_MS))).toEqual(addMs(now, 30 * DAY_MS));
  });
});

describe('passwords', () => {
  const email = 'erika.beispiel@example.org';
  test.each([
    ['Kurz!1234', 'too_short'],
    ['', 'too_short'],
    ['Passwort123', 'common'],
    ['Willkommen2026!', 'common'],
    ['qwertzuiop', 'common'],
    ['1234567890', 'repeats'],
    ['abcdefghijk', 'repeats'],
    ['zzzzzzzzzzzz', 'repeats'],
    ['abcabcabcabc', 'repeats'],
    ['xx-Erika.Beispiel-99', 'contains_address'],
  ])('%j is refused as %s', (password, reason) => {
    expect(passwordWeakness(password, email)).toBe(reason);
  });
  test.each(['correct horse battery', 'Tür7Fenster%Dach', '🐢🐇🦔🐌🦎🐍🐊🦖🦕🐋', 'vK3nQ9xZp1Lw'])(
    '%j is taken',
    (password) => {
      expect(passwordWeakness(password, email)).toBeUndefined();
    },
  );
});

describe('paths to return to', () => {
  test.each(['/', '/d/abc', '/deliveries?state=draft', '/x#y'])('%s is ours', (path) => {
    expect(isOwnPath(path)).toBe(true);
  });
  test.each([
    '',
    'd/abc',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/a\nb',
    '/api/v1/session',
    '/..//evil.example/../api/v1',
  ])('%j is not', (path) => {
    expect(isOwnPath(path)).toBe(false);
  });
});

describe('throttles', () => {
  test('an IPv6 subscriber counts as one, an IPv4 address as itself', () => {
    const narrow = (address: string) => networksOf(address).narrow;
    expect(narrow('192.0.2.7')).toBe('192.0.2.7');
    expect(narrow('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(narrow('2001:db8:0:1::5')).toBe(narrow('2001:0db8:0000:0001:ffff:1:2:3'));
    expect(narrow('2001:db8:0:2::5')).not.toBe(narrow('2001:db8:0:1::5'));
    expect(narrow('::1')).toBe('0:0:0:0::/64');
  });
  test('a whole /48, and an IPv4 /24, is one wide network', () => {
    expect(networksOf('2001:db8:7:1::5').wide).toBe(networksOf('2001:0db8:0007:ffff::1%eth0').wide);
    expect(networksOf('2001:db8:8:1::5').wide).not.toBe(networksOf('2001:db8:7:1::5').wide);
    expect(networksOf('2001:db8::').wide).toBe('2001:db8:0::/48');
    expect(networksOf('::ffff:192.0.2.7').wide).toBe('192.0.2.0/24');
    expect(networksOf('192.0.3.7').wide).not.toBe('192.0.2.0/24');
    expect(networksOf('nonsense').wide).toBe('nonsense');
  });
  test('the wait is told in whole seconds, never zero', () => {
    expect(retryAfterSeconds(addMs(now, 1500), now)).toBe(2);
    expect(retryAfterSeconds(now, now)).toBe(1);
  });
});

describe('codes', () => {
  test('are read with blanks and dashes', () => {
    expect(readCode(' 1234 5678 ')).toBe('12345678');
    expect(readCode('1234–5678')).toBe('12345678');
  });
  test.each(['', '1234567', '123456789', '1234567a', '１２３４５６７８'])('%j is none', (typed) => {
    expect(readCode(typed)).toBeUndefined();
  });
});

describe('a sign-in by mail in place of the password', () => {
  const session = (method: 'code' | 'link' | 'password' | 'invitation', ageMs: number) => ({
    id: 's',
    method,
    createdAt: addMs(now, -ageMs),
  });
  test('counts for ten minutes', () => {
    expect(isFreshMailSignIn(session('code', 9 * MINUTE_MS), now)).toBe(true);
    expect(isFreshMailSignIn(session('link', 0), now)).toBe(true);
    expect(isFreshMailSignIn(session('code', 10 * MINUTE_MS), now)).toBe(false);
  });
  test('for an API token any sign-in of the last ten minutes counts', () => {
    expect(isFreshSignIn(session('password', 9 * MINUTE_MS), now)).toBe(true);
    expect(isFreshSignIn(session('password', 10 * MINUTE_MS), now)).toBe(false);
    expect(isFreshSignIn(undefined, now)).toBe(false);
  });
  test('no other way of signing in does', () => {
    expect(isFreshMailSignIn(session('password', 0), now)).toBe(false);
    expect(isFreshMailSignIn(session('invitation', 0), now)).toBe(false);
    expect(isFreshMailSignIn(undefined, now)).toBe(false);
  });
});
