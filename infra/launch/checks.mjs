// What is checked without running Umschlag. Each check answers an exit code; 0 is good.

/** Runs every check, also after one has failed, so that one run shows all there is to mend. */
async function all(...checks) {
  const codes = [];
  for (const check of checks) codes.push(await check());
  return codes.find((code) => code !== 0) ?? 0;
}

/** The types of the server side and of the browser app, which has a configuration of its own. */
export const checkTypes = ({ tsc }) =>
  all(
    () => tsc(['-p', 'tsconfig.json']),
    () => tsc(['-p', 'apps/web/tsconfig.json']),
  );

/** Format and code rules (Biome), import rules (dependency-cruiser), unused code and dependencies (knip). */
export const checkLint = ({ biome, depcruise, knip }) =>
  all(
    () => biome(['check', '--error-on-warnings', '.']),
    () => depcruise(['--config', '.dependency-cruiser.mjs', 'apps', 'packages', 'tests', 'bench', 'infra']),
    () => knip(['--no-progress', '--no-config-hints']),
  );

/** Builds the browser app if its inputs changed since the last build; says nothing unless it fails. */
export const buildWeb = ({ turbo }) =>
  turbo(['run', 'build', '--filter=@umschlag/web', '--output-logs=errors-only'], { quiet: true });
