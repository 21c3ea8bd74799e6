import { describe, expect, test } from '@jest/globals';
import { standingOf } from './document-standing.ts';

const file = (submissionId: string, state: 'received' | 'accepted' | 'rejected') => ({
  id: crypto.randomUUID(),
  submissionId,
  review: { state, reason: null, at: null },
});

describe('where a requested document stands', () => {
  test('nothing sent is missing', () => {
    expect(standingOf([])).toBe('missing');
  });

  test('it is accepted when all its pages are, and received before that', () => {
    expect(standingOf([file('1', 'accepted'), file('1', 'received')])).toBe('received');
    expect(standingOf([file('1', 'accepted'), file('1', 'accepted')])).toBe('accepted');
  });

  test('one rejected page rejects it, whatever was sent together with that page', () => {
    expect(standingOf([file('1', 'rejected'), file('1', 'accepted')])).toBe('rejected');
  });

  test('what is sent later replaces what was rejected, and may be rejected itself', () => {
    expect(standingOf([file('1', 'rejected'), file('2', 'received')])).toBe('received');
    expect(standingOf([file('1', 'rejected'), file('2', 'rejected')])).toBe('rejected');
  });

  test('what was sent before a rejected page does not replace it', () => {
    expect(standingOf([file('1', 'accepted'), file('2', 'rejected')])).toBe('rejected');
  });
});
