// Runs the installed tools on the pinned Node.
import { commandFile, inRoot } from './paths.mjs';
import { findPinnedNode, pinnedEnvironment } from './pinned-node.mjs';
import { run } from './processes.mjs';

/** Jest runs ES modules only with this; the warning about it would stand before every run. */
const JEST_OPTIONS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/** What the commands run things with. `extra` are variables for everything that is run. */
export function openToolbox(extra = {}) {
  const node = findPinnedNode();
  const env = { ...pinnedEnvironment(node), ...extra };
  const tool = (packageName, command) => (args, options) =>
    run(node, [commandFile(packageName, command), ...args], { env, ...options });
  return {
    /** Runs a file of this repository, as long as the launcher lives and with its standard input. */
    script: (file, args, options) =>
      run(node, [inRoot(file), ...args], { env, stdin: 'inherit', linked: true, ...options }),
    jest: (args, variables = {}) => {
      const options = [env.NODE_OPTIONS, ...JEST_OPTIONS].filter(Boolean).join(' ');
      return tool('jest', 'jest')(args, { env: { ...env, ...variables, NODE_OPTIONS: options } });
    },
    tsc: tool('typescript', 'tsc'),
    turbo: tool('turbo', 'turbo'),
    biome: tool('@biomejs/biome', 'biome'),
    depcruise: tool('dependency-cruiser', 'depcruise'),
    knip: tool('knip', 'knip'),
  };
}
