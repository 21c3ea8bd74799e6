import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const IMPORT = /^(?:import|export)\b[^;]*?from '([^']+)'/gm;

/** Every import that is no file of this package, of all modules that are reached from `entry`. */
async function reach(entry: URL, seen = new Set<string>(), foreign = new Set<string>()): Promise<Set<string>> {
  if (seen.has(entry.href)) return foreign;
  seen.add(entry.href);
  for (const [, specifier] of (await readFile(entry, 'utf8')).matchAll(IMPORT)) {
    if (specifier!.startsWith('.')) await reach(new URL(specifier!, entry), seen, foreign);
    else foreign.add(specifier!);
  }
  return foreign;
}

test('the keyring reaches nothing but openpgp, so that it runs in browsers', async () => {
  const foreign = await reach(new URL('index.ts', import.meta.url));
  expect([...foreign].filter((name) => name !== '@umschlag/sealed')).toEqual(['openpgp']);
});
