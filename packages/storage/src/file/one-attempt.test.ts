import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import type { Bytes } from '../blob-store.ts';
import { oneAttemptAtATime } from './one-attempt.ts';

const PIECES = 64;

test('a part on its way is not kept in memory: what was passed on is let go', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const given: WeakRef<Uint8Array>[] = [];
  async function* body(): Bytes {
    for (let n = 0; n < PIECES; n++) {
      const piece = new Uint8Array(64 * 1024);
      given.push(new WeakRef(piece));
      yield piece;
    }
  }
  const kept = await oneAttemptAtATime('a place', body(), async (watched) => {
    for await (const _ of watched) {
      // What a WeakRef has shown stays alive until the turn of the event loop ends.
      await new Promise((resolve) => setImmediate(resolve));
    }
    collect();
    return given.filter((piece) => piece.deref() !== undefined).length;
  });
  expect(given).toHaveLength(PIECES);
  expect(kept).toBeLessThan(4);
});
