import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@umschlag/std';
import { bounceReason, mailFate, QUEUE_TIME_MS, TLS_TRIES, troubleReason } from './mail-fate.policy.ts';

const down = { state: 'retry', reason: 'ECONNREFUSED' } as const;
const noTls = { state: 'no_tls', permanent: true, reason: 'STARTTLS: 454' } as const;

describe('what becomes of a mail', () => {
  test('a refused mailbox is a bounce at the first try', () => {
    expect(mailFate({ state: 'rejected', reason: '550' }, 1, 0)).toEqual({ state: 'rejected', reason: '550' });
  });

  test('a server that is down is tried again, with growing pauses, until the queue time is over', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((attempts) => {
      const fate = mailFate(down, attempts, DAY_MS);
      return fate.state === 'waiting' ? fate.retryAfterMs : Number.NaN;
    });
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(mailFate(down, 60, QUEUE_TIME_MS - 1).state).toBe('waiting');
    expect(mailFate(down, 60, QUEUE_TIME_MS).state).toBe('failed');
  });

  test('a mail that cannot travel encrypted becomes a letter after a few tries, and is never sent in clear', () => {
    expect(mailFate(noTls, TLS_TRIES - 1, 0).state).toBe('waiting');
    expect(mailFate(noTls, TLS_TRIES, 0).state).toBe('letter');
    for (const state of ['untrusted_certificate', 'broken_tls'] as const) {
      expect(mailFate({ state, permanent: false, reason: 'x' }, TLS_TRIES, 0).state).toBe('letter');
    }
  });
});

describe('why a mail did not arrive', () => {
  const insecure = ['untrusted_certificate', 'broken_tls'] as const;
  test.each([
    [{ state: 'rejected', reason: 'RCPT TO: 550 5.1.1 unknown' } as const, 'rejected'],
    [{ state: 'rejected', reason: 'DATA: 554 retry: never' } as const, 'rejected'],
    [down, 'unreachable'],
    [noTls, 'no-tls'],
    ...insecure.map((state) => [{ state, permanent: false, reason: 'x' }, 'no-tls'] as const),
  ])('%j is told as %s, whether tries or time ran out', (outcome, told) => {
    const fates = [mailFate(outcome, 60, QUEUE_TIME_MS), mailFate(outcome, 1, QUEUE_TIME_MS)];
    for (const fate of fates) expect(bounceReason('reason' in fate ? fate.reason : null)).toBe(told);
  });

  test('is unreachable too where no job ever came to sending it', () => {
    expect(bounceReason(troubleReason('retry', 'no job'))).toBe('unreachable');
  });
});
