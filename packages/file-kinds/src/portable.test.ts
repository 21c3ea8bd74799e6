import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const IMPORT = /^(?:import|export)\b[^;]*?from '([^']+)'/gm;

/** What only Node has, and what only pages have. */
const ONE_SIDED = /\b(Buffer|process|require|__dirname|document|window|navigator|localStorage|FileReader)\b(?!['’])/;

async function sources(): Promise<{ file: string; text: string }[]> {
  const names = await readdir(new URL('.', import.meta.url), { recursive: true });
  const own = names.filter((name) => name.endsWith('.ts') && !/[.]test[.]ts$|(^|[\\/])testing([\\/]|$)/.test(name));
  return Promise.all(own.map(async (file) => ({ file, text: await readFile(new URL(file, import.meta.url), 'utf8') })));
}

/** Without comments, texts and regular expressions. */
const code = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|\/(?:\\.|[^/\n])+\/[imsu]*/g, '');

test('nothing outside this package is reached, so that it runs in browsers', async () => {
  const all = await sources();
  expect(all.length).toBeGreaterThan(20);
  for (const { file, text } of all) {
    const foreign = [...text.matchAll(IMPORT)]
      .map(([, specifier]) => specifier!)
      .filter((name) => !/^\.\.?\//.test(name));
    expect([file, foreign]).toEqual([file, []]);
    expect([file, ONE_SIDED.exec(code(text))?.[0]]).toEqual([file, undefined]);
  }
});
