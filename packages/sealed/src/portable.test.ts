import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const IMPORT = /^(?:import|export)\b[^;]*?from '([^']+)'/gm;

/** Every module that is reached from `entry`, and every import that is no file of this package. */
async function reach(entry: string, seen = new Set<string>(), foreign = new Set<string>()): Promise<Set<string>> {
  if (seen.has(entry)) return foreign;
  seen.add(entry);
  const source = await readFile(new URL(entry, import.meta.url), 'utf8');
  for (const [, specifier] of source.matchAll(IMPORT)) {
    if (specifier!.startsWith('./')) await reach(specifier!, seen, foreign);
    else foreign.add(specifier!);
  }
  return foreign;
}

test.each(['./index.ts', './web.ts'])(
  '%s reaches nothing outside this package, so that it runs in browsers',
  async (entry) => {
    expect([...(await reach(entry))]).toEqual([]);
  },
);

test('./node.ts reaches Node alone', async () => {
  expect([...(await reach('./node.ts'))].toSorted()).toEqual(['node:crypto', 'node:timers/promises']);
});
