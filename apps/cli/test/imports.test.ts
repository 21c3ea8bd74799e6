import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const ALLOWED = /^(node:|\.|@umschlag\/(contract|keyring|sealed|sealed\/node|std\/(errors|safe-name))$)/;

test('the sending half imports nothing of the server, and the admin half is loaded only when it is asked for', async () => {
  const files = await readdir(SOURCE, { recursive: true });
  const sending = files.filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(file));
  const foreign: string[] = [];
  for (const file of sending) {
    // What admin/index.ts imports itself belongs to the sending half; the rest it loads on demand.
    if (file.startsWith('admin/') && file !== 'admin/index.ts') continue;
    const text = await readFile(join(SOURCE, file), 'utf8');
    const imports = [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gms)].map((match) => match[1]!);
    foreign.push(...imports.filter((name) => !ALLOWED.test(name)).map((name) => `${file}: ${name}`));
  }
  expect(sending.length).toBeGreaterThan(20);
  expect(foreign).toEqual([]);
});
