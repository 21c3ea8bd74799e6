// The door to everything: `node infra/launch.mjs COMMAND [arguments]`, behind each npm script.
// It runs on the machine's own Node, installs what package-lock.json says, and goes on with the pinned Node.
import { buildWeb, checkLint, checkTypes } from './launch/checks.mjs';
import { checkLauncherNode } from './launch/host-node.mjs';
import { install } from './launch/install.mjs';
import { endWithParent, stoppedCode } from './launch/processes.mjs';
import { runTests } from './launch/test-stages.mjs';
import { openToolbox } from './launch/toolbox.mjs';

/** Runs a script that shows the web app, once that is built as its sources are. */
async function withWebApp(script, args) {
  const tools = openToolbox();
  const built = await buildWeb(tools);
  return stoppedCode() ?? (built || tools.script(script, args));
}

/** Where the person stands, so that file names mean what they meant there: npm itself goes to the checkout. */
const callersFolder = () => (process.env.npm_lifecycle_event === 'umschlag' && process.env.INIT_CWD) || process.cwd();

const commands = {
  start: (args) => withWebApp('apps/standalone/src/main.ts', args),
  test: () => runTests(openToolbox(), { quick: false }),
  'test:quick': () => runTests(openToolbox({ UMSCHLAG_TEST_QUICK: '1' }), { quick: true }),
  jest: (args) => openToolbox().jest(args),
  build: () => buildWeb(openToolbox()),
  types: () => checkTypes(openToolbox()),
  lint: () => checkLint(openToolbox()),
  smoke: (args) => withWebApp('tests/smoke/main.ts', args),
  bench: (args) =>
    args[0] === 'web' ? withWebApp('bench/main.ts', args) : openToolbox().script('bench/main.ts', args),
  cli: (args) => openToolbox().script('apps/cli/src/main.ts', args, { cwd: callersFolder() }),
};

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command) throw new Error(`Say one of these commands: ${Object.keys(commands).join(', ')}.`);
  checkLauncherNode();
  if (process.env.npm_lifecycle_event) endWithParent();
  await install();
  return stoppedCode() ?? command(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
