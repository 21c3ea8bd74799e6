import { checkTypes, lint } from './checks.mjs';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './paths.mjs';
import { runOnPinnedNode } from './run.mjs';
import { start } from './start.mjs';
import { Stop } from './stop.mjs';
import { test } from './test.mjs';

const program = (path, cwd) => async (args) =>
  (await runOnPinnedNode([inRoot(path), ...args], { stdin: 'inherit', cwd })).code;

/** Where the person stands, so that file names mean what they meant there: npm itself goes to the checkout. */
const callersFolder = () => (process.env.npm_lifecycle_event === 'umschlag' && process.env.INIT_CWD) || process.cwd();

const COMMANDS = {
  start,
  test: () => test({ quick: false }),
  'test:quick': () => test({ quick: true }),
  types: checkTypes,
  lint,
  smoke: program('tests/smoke/main.ts'),
  bench: program('bench/main.ts'),
  cli: program('apps/cli/src/main.ts', callersFolder()),
};

/** Runs one command of the launcher; its exit code. */
export async function main([name, ...args]) {
  if (!Object.hasOwn(COMMANDS, name ?? '')) {
    process.stderr.write(`Usage: node infra/launch.mjs ${Object.keys(COMMANDS).join('|')} [arguments]\n`);
    return 2;
  }
  try {
    await ensureInstalled();
    return await COMMANDS[name](args);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}
