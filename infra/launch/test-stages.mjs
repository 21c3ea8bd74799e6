// `npm test`: every stage runs, also after one has failed, and the last line counts the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOpenpgpPrograms } from '../openpgp-programs.mjs';
import { setUpTestMachine } from '../setup-test-machine.mjs';
import { buildWeb, checkLint, checkTypes } from './checks.mjs';
import { addCounts, countLine, readCounts } from './jest-counts.mjs';
import { stoppedCode } from './processes.mjs';

const BROWSER_SUITES = 'tests/journeys/';
const say = (line) => process.stdout.write(`${line}\n`);

/** Whether a stage went well, what it says in the table, and its counts: a check that fails is one failure. */
const outcome = (code, note = '', counts = { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }) => ({
  ok: code === 0,
  note,
  counts,
});

/** One jest run. What jest writes for its readers stays as it is; the counts come from its report file. */
async function runJest({ jest }, name, args, variables) {
  const folder = mkdtempSync(path.join(tmpdir(), 'umschlag-jest-'));
  const report = path.join(folder, `${name}.json`);
  try {
    const code = await jest([...args, '--json', `--outputFile=${report}`], variables);
    const read = readCounts(report);
    // A run that ends badly without a failing test, by a crash after the last one, must not look like success.
    const counts = code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
    return outcome(counts.failed, countLine(counts), counts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function listStages(tools, quick) {
  const left = (why) => async () => ({ ok: true, skipped: true, note: why });
  const variables = {};
  return [
    [
      'test machine',
      quick ? left('not in the quick run: suites on Ceph RGW are left out') : () => checkMachine(variables),
    ],
    ['types', async () => outcome(await checkTypes(tools))],
    ['lint', async () => outcome(await checkLint(tools))],
    ['build web', async () => outcome(await buildWeb(tools))],
    [
      'unit and integration',
      () =>
        runJest(
          tools,
          'unit',
          [`--testPathIgnorePatterns=${BROWSER_SUITES}`, '/node_modules/', '/dist/', '<rootDir>/data/'],
          variables,
        ),
    ],
    [
      'browser',
      quick
        ? left('not in the quick run')
        : () =>
            runJest(tools, 'browser', [`--testPathPatterns=${BROWSER_SUITES}`, '--maxWorkers=1', '--passWithNoTests']),
    ],
  ];
}

/**
 * What is missing does not fail the run, as not every machine can have it; it is said here and in each suite.
 * @param variables takes what the suites are told by their environment
 */
async function checkMachine(variables) {
  const missing = await setUpTestMachine();
  const { programs, reason } = await findOpenpgpPrograms();
  variables.UMSCHLAG_SOP = programs.join(':');
  if (reason) {
    const suites = 'the suites with other OpenPGP programs';
    say(`SKIPPED: ${suites}, as ${reason}.`);
    missing.push({ suites });
  } else say(`OpenPGP programs: ${programs.join(', ')}`);
  return { ok: true, skipped: missing.length > 0, note: missing.map(({ suites }) => `without ${suites}`).join(', ') };
}

async function runStage([name, work]) {
  say(`\n=== ${name}`);
  const startedAt = Date.now();
  const result = await work().catch((error) => outcome(1, String(error?.message ?? error)));
  return { name, ...result, seconds: (Date.now() - startedAt) / 1_000 };
}

function showTable(results) {
  say('\n=== summary');
  for (const { name, ok, skipped, note, seconds } of results) {
    const word = ok ? (skipped ? 'skipped' : 'ok') : 'FAILED';
    say(`${name.padEnd(22)}${word.padEnd(9)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${note}`.trimEnd());
  }
}

/** Runs all stages and answers the exit code: 0 only when every stage went well. */
export async function runTests(tools, { quick }) {
  const results = [];
  for (const stage of listStages(tools, quick)) {
    results.push(await runStage(stage));
    if (stoppedCode()) {
      say('\nStopped before the end.');
      return stoppedCode();
    }
  }
  showTable(results);
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`);
  say('');
  say(countLine(addCounts(results.flatMap(({ counts }) => counts ?? []))));
  return failed.length === 0 ? 0 : 1;
}
