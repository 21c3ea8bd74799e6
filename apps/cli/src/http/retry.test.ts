import { describe, expect, test } from '@jest/globals';
import { failureOf, RefusedError, UnreachableError } from './failures.ts';
import { delayMs, type Patience, withRetries } from './retry.ts';

/** Patience with a clock that only waiting moves. */
function testPatience(patienceMs = 60_000, signal = new AbortController().signal) {
  const pauses: number[] = [];
  let now = 0;
  const patience: Patience = {
    signal,
    patienceMs,
    onPause: () => {},
    wait: async (ms) => {
      signal.throwIfAborted();
      pauses.push(ms);
      now += ms;
    },
    nowMs: () => now,
    random: () => 1,
  };
  return { patience, pauses };
}

const outage = (how = {}) => new UnreachableError('down', how);

describe('trying again', () => {
  test('pauses double up to 15 seconds and are spread downwards by half at most', () => {
    expect([1, 2, 3, 5, 6, 20].map((attempt) => delayMs(attempt, undefined, 1))).toEqual([
      500, 1000, 2000, 8000, 15_000, 15_000,
    ]);
    expect(delayMs(1, undefined, 0)).toBe(250);
  });

  test('the server may ask for longer, but not for ever', () => {
    expect(delayMs(1, 7_000, 1)).toBe(7_000);
    expect(delayMs(1, 86_400_000, 1)).toBe(60_000);
  });

  test('an outage that ends is overcome', async () => {
    const { patience, pauses } = testPatience();
    let left = 3;
    const answer = await withRetries(patience, async () => {
      if (left-- > 0) throw outage();
      return 'there';
    });
    expect(answer).toBe('there');
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test('patience ends, and the last failure is told', async () => {
    const { patience, pauses } = testPatience(5_000);
    const failing = withRetries(patience, async () => Promise.reject(outage()));
    await expect(failing).rejects.toMatchObject({ exitCode: 3, message: 'down' });
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test('getting further renews patience', async () => {
    const { patience, pauses } = testPatience(1_000);
    let left = 5;
    await withRetries(patience, async (moved) => {
      moved();
      if (left-- > 0) throw outage();
    });
    expect(pauses).toEqual([500, 500, 500, 500, 500]);
  });

  test('a refusal is final at once', async () => {
    const { patience, pauses } = testPatience();
    const failing = withRetries(patience, async () => Promise.reject(new RefusedError('not_found', 'no')));
    await expect(failing).rejects.toMatchObject({ exitCode: 1 });
    expect(pauses).toEqual([]);
  });

  test('what may have had an effect is not repeated where that would do harm', async () => {
    const { patience } = testPatience();
    let calls = 0;
    const work = (failure: UnreachableError) => async () => {
      calls += 1;
      if (calls === 1) throw failure;
    };
    await expect(withRetries(patience, work(outage()), (it) => it.hadNoEffect)).rejects.toThrow('down');
    calls = 0;
    await withRetries(patience, work(outage({ hadNoEffect: true })), (it) => it.hadNoEffect);
    expect(calls).toBe(2);
  });

  test('Ctrl-C ends it at once', async () => {
    const stop = new AbortController();
    const { patience } = testPatience(60_000, stop.signal);
    const failing = withRetries(patience, async () => {
      stop.abort();
      throw outage();
    });
    await expect(failing).rejects.toMatchObject({ name: 'Interrupted', exitCode: 3 });
  });
});

describe('answers', () => {
  const body = { error: { code: 'x', message: 'Sentence.', details: {}, requestId: '1' } };

  test.each([408, 429, 500, 502, 503, 504])('%i may pass', (status) => {
    expect(failureOf(status, new Headers(), body)).toBeInstanceOf(UnreachableError);
  });

  test.each([301, 400, 401, 403, 404, 409, 410, 413, 422, 507])('%i is a refusal', (status) => {
    expect(failureOf(status, new Headers(), body)).toMatchObject({ code: 'x', message: 'x: Sentence.', exitCode: 1 });
  });

  test('Retry-After is heard, and a proxy’s page is no code', () => {
    expect(failureOf(503, new Headers({ 'retry-after': '3' }), undefined)).toMatchObject({ retryAfterMs: 3000 });
    expect(failureOf(413, new Headers(), undefined)).toMatchObject({ code: 'unknown' });
  });
});
