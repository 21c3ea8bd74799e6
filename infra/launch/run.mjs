import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { inRoot, ROOT } from './paths.mjs';
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let interruptedBy;

/** The exit code that a signal to the launcher asks for, once one has come; else undefined. */
export const interruptedCode = () => interruptedBy && 128 + constants.signals[interruptedBy];

/**
 * Runs a program to its end; signals to the launcher go on to it, and the launcher waits for it.
 * A terminal's Ctrl-C reaches the whole group, so the program may see it twice.
 * With `ipc` the program learns that the launcher died, as its channel closes.
 * @returns {Promise<{code: number, output: string}>} the exit code (128 + n after signal n); `output` only with `capture`
 */
export function run(
  file,
  args,
  { env = process.env, stdin = 'ignore', capture = false, ipc = false, cwd = ROOT } = {},
) {
  return new Promise((resolve, reject) => {
    const out = capture ? 'pipe' : 'inherit';
    const child = spawn(file, args, { cwd, env, stdio: ipc ? [stdin, out, out, 'ipc'] : [stdin, out, out] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const forward = (signal) => {
      interruptedBy = signal;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const forget = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code, signal) => {
      forget();
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 1), output });
    });
  });
}

/** Runs a file on the pinned Node. */
export function runOnPinnedNode(args, { env = {}, ...options } = {}) {
  return run(pinnedNode(), args, { ...options, env: pinnedEnvironment(env) });
}

/** The script behind a tool's command, read from its package, as node_modules/.bin holds shell scripts on Windows. */
function toolScript(packageName, command) {
  const { bin } = JSON.parse(readFileSync(inRoot(`node_modules/${packageName}/package.json`), 'utf8'));
  return inRoot(`node_modules/${packageName}/${typeof bin === 'string' ? bin : bin[command]}`);
}

/** Runs a development tool on the pinned Node. */
export function runTool(packageName, command, args, options) {
  return runOnPinnedNode([toolScript(packageName, command), ...args], options);
}
