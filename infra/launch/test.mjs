import { setUpTestMachine } from '../setup-test-machine.mjs';
import { buildWeb } from './build-web.mjs';
import { checkTypes, lint } from './checks.mjs';
import { runJest } from './jest.mjs';
import { interruptedCode } from './run.mjs';

const BROWSER_TESTS = '/tests/journeys/';
const WITHOUT_BROWSER = ['/node_modules/', '/dist/', '/data/', BROWSER_TESTS].map(
  (pattern) => `--testPathIgnorePatterns=${pattern}`,
);

/** A stage without tests of its own counts only when it fails. */
const asCounts = async (code) => ({ passed: 0, failed: (await code) === 0 ? 0 : 1, skipped: 0 });

function stagesOf(quick, env) {
  const stages = [
    ['types', () => asCounts(checkTypes())],
    ['lint', () => asCounts(lint())],
    ['web build', () => asCounts(buildWeb())],
    ['unit and integration tests', () => runJest(WITHOUT_BROWSER, env)],
  ];
  if (quick) return stages;
  return [...stages, ['browser tests', () => runJest(['--maxWorkers=1', '--passWithNoTests', BROWSER_TESTS], env)]];
}

const say = (line) => process.stdout.write(`${line}\n`);

function describe([name, { passed, failed, skipped }, seconds]) {
  const tests = passed + skipped > 0 || failed > 1 ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
  return `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}${tests}  (${seconds} s)`;
}

const sum = (results, key) => results.reduce((total, [, counts]) => total + counts[key], 0);

/** The last line, alone, as build servers read it. */
export function totalLine(results) {
  const skipped = sum(results, 'skipped');
  const line = `${sum(results, 'passed')} passed, ${sum(results, 'failed')} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}

async function runStages(stages) {
  const results = [];
  for (const [name, stage] of stages) {
    say(`\n== ${name}`);
    const startedAt = Date.now();
    const counts = await stage();
    if (interruptedCode()) return { results, stopped: true };
    results.push([name, counts, ((Date.now() - startedAt) / 1000).toFixed(1)]);
  }
  return { results, stopped: false };
}

/** All checks and tests; every stage runs even if one fails. `quick` leaves out what needs system packages. */
export async function test({ quick }) {
  if (quick) say('Quick run: the browser tests and the tests against Ceph are left out.');
  else await setUpTestMachine(say);
  const env = quick ? { UMSCHLAG_TEST_QUICK: '1' } : {};
  const { results, stopped } = await runStages(stagesOf(quick, env));
  if (stopped) {
    say('\nStopped before the end.');
    return interruptedCode();
  }
  say('\n== summary');
  for (const result of results) say(describe(result));
  say('');
  say(totalLine(results));
  return sum(results, 'failed') === 0 ? 0 : 1;
}
