import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS, type ErrorCode } from '@umschlag/std';
import { ERROR_EXPLANATIONS } from './error-explanations.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const document = readFileSync(`${root}docs/ERRORS.md`, 'utf8');
const documented = [...document.matchAll(/^\| `([a-z_]+)` \| (\d+) \| (.+) \| (.+) \|$/gm)].map(
  ([, code, status, meaning, remedy]) => ({ code, status: Number(status), meaning, remedy }),
);
const codes = Object.keys(ERROR_STATUS) as ErrorCode[];

/** What runs in production, as one text. */
function sources(): string {
  const folders = ['packages', 'apps'].flatMap((area) =>
    readdirSync(`${root}${area}`).map((name) => `${root}${area}/${name}/src`),
  );
  const isSource = (file: string) =>
    /\.tsx?$/.test(file) && !/\.test\.ts$|explanations|std\/src\/errors\.ts$/.test(file);
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => isSource(file) && !/packages\/contract|apps\/web/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

describe('docs/ERRORS.md', () => {
  test('documents each code with its status and explanation, and no other', () => {
    expect(documented).toEqual(
      codes.map((code) => ({ code, status: ERROR_STATUS[code], ...ERROR_EXPLANATIONS[code] })),
    );
  });

  test('each code is used somewhere in the source, so that none is a promise only', () => {
    const text = sources();
    expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});
