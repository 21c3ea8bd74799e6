import { describe, expect, test } from '@jest/globals';
import type { ReceivedSubmission, SubmittedFile } from '@umschlag/contract';
import { documentState } from './document-state.ts';
import { groupSubmissions } from './group-submissions.ts';

const sent = (id: string, hour: number, supplements: string | null = null) =>
  ({ id, supplements, sentAt: `2026-11-23T${hour + 10}:00:00.000Z` }) as ReceivedSubmission;
const idsOf = (...submissions: ReceivedSubmission[]) =>
  groupSubmissions(submissions).map((group) => group.map(({ id }) => id));

describe('what came through an upload link', () => {
  test('stands newest first, and what was added with what it was added to', () => {
    expect(idsOf(sent('c', 3, 'a'), sent('b', 2), sent('a', 1))).toEqual([['a', 'c'], ['b']]);
    expect(idsOf(sent('b', 2), sent('a', 1))).toEqual([['b'], ['a']]);
  });

  test('stays together when the first of it is gone', () => {
    expect(idsOf(sent('d', 4, 'a'), sent('b', 2), sent('c', 3, 'a'))).toEqual([['c', 'd'], ['b']]);
  });

  test('is empty where nothing came', () => {
    expect(idsOf()).toEqual([]);
  });
});

const file = (state: 'received' | 'accepted' | 'rejected') =>
  ({ review: { state, reason: null, at: null } }) as SubmittedFile;

test.each([
  [[], 'missing'],
  [['received'], 'received'],
  [['rejected'], 'rejected'],
  [['rejected', 'received'], 'received'],
  [['rejected', 'accepted'], 'accepted'],
  [['received', 'accepted'], 'accepted'],
] as const)('a document with the files %j is %s', (states, expected) => {
  expect(documentState(states.map(file))).toBe(expected);
});
