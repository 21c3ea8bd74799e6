import { interruptedCode, runTool } from './run.mjs';

/** Runs every check, also after one failed, unless stopped by a signal; the first exit code that is not 0. */
async function runAll(checks) {
  let worst = 0;
  for (const check of checks) {
    const { code } = await check();
    if (interruptedCode()) return interruptedCode();
    worst ||= code;
  }
  return worst;
}

/** Type errors of the server side and of the web app. */
export const checkTypes = () =>
  runAll([
    () => runTool('typescript', 'tsc', ['-p', 'tsconfig.json']),
    () => runTool('typescript', 'tsc', ['-p', 'apps/web/tsconfig.json']),
  ]);

/** Format and lint rules, import rules, dead code. */
export const lint = () =>
  runAll([
    () => runTool('@biomejs/biome', 'biome', ['check', '--error-on-warnings']),
    () =>
      runTool('dependency-cruiser', 'depcruise', [
        '--config',
        '.dependency-cruiser.mjs',
        'apps',
        'packages',
        'tests',
        'bench',
        'infra',
      ]),
    () => runTool('knip', 'knip', []),
  ]);
