import { expect, test } from '@jest/globals';
import type { DraftFields } from '@umschlag/contract';
import { DraftSaver, type SaveState } from './draft-saver.ts';

function setUp(save: (fields: DraftFields) => Promise<void> = async () => undefined) {
  const saved: DraftFields[] = [];
  const states: SaveState[] = [];
  let created = 0;
  const saver = new DraftSaver({
    create: async () => `draft-${++created}`,
    save: async (_id, fields) => {
      await save(fields);
      saved.push(fields);
    },
    onState: (state) => states.push(state),
    delayMs: 60_000,
  });
  return { saver, saved, states, created: () => created };
}

test('changes are gathered into one request, the last value of each field wins', async () => {
  const { saver, saved } = setUp();
  saver.change({ subject: 'B' });
  saver.change({ message: 'Hallo' });
  saver.change({ subject: 'Bescheid' });
  await saver.flush();
  expect(saved).toEqual([{ subject: 'Bescheid', message: 'Hallo' }]);
});

test('opening and flushing without a change creates no draft; asking twice creates one', async () => {
  const { saver, created } = setUp();
  await saver.flush();
  expect(created()).toBe(0);
  await Promise.all([saver.ensure(), saver.ensure()]);
  expect(created()).toBe(1);
});

test('what could not be saved is kept and saved with the next change', async () => {
  let fail = true;
  const { saver, saved, states } = setUp(async () => {
    if (fail) throw new Error('offline');
  });
  saver.change({ subject: 'A', message: 'old' });
  await expect(saver.flush()).rejects.toThrow('offline');
  fail = false;
  saver.change({ message: 'new' });
  await saver.flush();
  expect(saved).toEqual([{ subject: 'A', message: 'new' }]);
  expect(states.at(-1)).toBe('clean');
});
