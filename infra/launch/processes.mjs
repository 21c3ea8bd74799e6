// Runs one program and waits for it, with signals passed on.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

const SIGNALS = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * How long the child is left to end by itself before a signal is passed on, in milliseconds. Ctrl-C reaches the whole
 * foreground group, so that the child has it already: passed on at once, it would look like a second Ctrl-C.
 */
const OWN_DELIVERY_MS = 250;

/** After the first signal, further ones within this time are the same wish, delivered again by npm or the shell. */
const SAME_WISH_MS = 1_000;

/** How often it is looked whether npm still lives, in milliseconds. */
const PARENT_LOOK_MS = 500;

/**
 * Ends the launcher as SIGTERM does once its parent has died: npm passes a signal on to the shell between them only
 * (dash, Debian's sh), which dies of it and tells nobody, so that `kill` on npm would leave everything running.
 */
export function endWithParent() {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_LOOK_MS);
  look.unref();
}

let stoppedBy;

/** The exit code that a signal to the launcher asks for (128 and its number) once one has come; before, undefined. */
export const stoppedCode = () => stoppedBy && 128 + constants.signals[stoppedBy];

function passOn(child) {
  let lastAt = Number.NEGATIVE_INFINITY;
  const handlers = SIGNALS.map((signal) => {
    const handler = () => {
      stoppedBy = signal;
      const now = Date.now();
      if (now - lastAt < SAME_WISH_MS) return;
      lastAt = now;
      const inForeground = signal === 'SIGINT' && process.stdin.isTTY;
      if (inForeground) return;
      setTimeout(() => child.exitCode ?? child.signalCode ?? child.kill(signal), OWN_DELIVERY_MS).unref();
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const off of handlers) off();
  };
}

/**
 * Runs a program to its end and answers its exit code (128 and the signal's number when a signal ended it, as shells
 * do). With `quiet`, its output is collected and shown only if it fails. `stdin` is closed unless asked for.
 * `linked` gives a Node child a channel whose end tells it that the launcher died, also by `kill -9`.
 */
export function run(
  file,
  args,
  { cwd = root, env = process.env, quiet = false, stdin = 'ignore', linked = false } = {},
) {
  return new Promise((resolve, reject) => {
    const output = quiet ? 'pipe' : 'inherit';
    const child = spawn(file, args, { cwd, env, stdio: [stdin, output, output, ...(linked ? ['ipc'] : [])] });
    const stopPassing = passOn(child);
    const said = [];
    child.stdout?.on('data', (data) => said.push(data));
    child.stderr?.on('data', (data) => said.push(data));
    child.once('error', (error) => {
      stopPassing();
      reject(error);
    });
    child.once('close', (code, signal) => {
      stopPassing();
      const exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
      if (quiet && exitCode !== 0) process.stderr.write(Buffer.concat(said));
      resolve(exitCode);
    });
  });
}
