import { describe, expect, test } from '@jest/globals';
import { problemFrom } from './problem.ts';

describe('reading a refusal', () => {
  test('keeps code, details and request id of the platform', () => {
    const body = JSON.stringify({ error: { code: 'file_too_large', details: { max: 5 }, requestId: 'r1' } });
    const problem = problemFrom(413, body, null);
    expect(problem).toMatchObject({ code: 'file_too_large', details: { max: 5 }, requestId: 'r1' });
  });

  test('a proxy’s page becomes a general code instead of an exception', () => {
    expect(problemFrom(502, '<html>Bad Gateway</html>', null).code).toBe('service_unavailable');
    expect(problemFrom(413, '', null).code).toBe('payload_too_large');
    expect(problemFrom(418, 'teapot', null).code).toBe('answer_unreadable');
  });

  test('Retry-After in seconds becomes milliseconds; a date is ignored', () => {
    expect(problemFrom(429, '', '7').retryAfterMs).toBe(7000);
    expect(problemFrom(429, '', 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfterMs).toBeUndefined();
  });
});
