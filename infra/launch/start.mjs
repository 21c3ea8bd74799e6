import { buildWeb } from './build-web.mjs';
import { inRoot } from './paths.mjs';
import { interruptedCode, runOnPinnedNode } from './run.mjs';

/** Starts everything on this machine; ends with the exit code of the program. */
export async function start(args) {
  const built = await buildWeb();
  if (interruptedCode()) return interruptedCode();
  if (built !== 0) {
    process.stderr.write('The web app could not be built; see above.\n');
    return built;
  }
  return (await runOnPinnedNode([inRoot('apps/standalone/src/main.ts'), ...args], { stdin: 'inherit', ipc: true }))
    .code;
}
