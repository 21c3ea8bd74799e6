import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');

interface Invariant {
  readonly id: string;
  readonly owner: string;
  readonly testFile: string;
  readonly testName: string;
}

/** The rows of the table in docs/INVARIANTS.md. */
function readInvariants(): Invariant[] {
  const rows = read('docs/INVARIANTS.md')
    .split('\n')
    .filter((line) => /^\| I-/.test(line));
  return rows.map((row) => {
    const [, id, , owner, proof] = row.split('|').map((cell) => cell.trim());
    const [, testFile, testName] = /^`([^`]+)`: (.+)$/.exec(proof ?? '') ?? [];
    return {
      id: id ?? '',
      owner: owner?.replaceAll('`', '') ?? '',
      testFile: testFile ?? '',
      testName: testName ?? '',
    };
  });
}

const invariants = readInvariants();

/** The names of the tests in a file, those of `test.each` included. */
function testNames(source: string): string[] {
  const quoted = /(?:^|\s)test(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
  return [...source.matchAll(quoted)].map((match) => (match[2] ?? '').replaceAll("\\'", "'"));
}

describe('docs/INVARIANTS.md', () => {
  test('lists invariants, each with an id of its own', () => {
    expect(invariants.length).toBeGreaterThan(20);
    expect(new Set(invariants.map(({ id }) => id)).size).toBe(invariants.length);
  });

  test.each(invariants)('$id has an owner and a test that is there by its name', ({ owner, testFile, testName }) => {
    expect(existsSync(`${root}${owner}`)).toBe(true);
    expect(testNames(read(testFile))).toContain(testName);
  });
});
