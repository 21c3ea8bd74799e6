// Finds the machine's own Node and npm. Started through `npm start`, `node` on PATH is already the pinned one,
// which lies in the folder that `npm ci` deletes: npm must not run on it.
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { hostPath, isInstalled } from './paths.mjs';

const OLDEST_MAJOR = 20;
const windows = process.platform === 'win32';

function realFile(file) {
  try {
    accessSync(file, constants.X_OK);
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function onHostPath(name) {
  return hostPath()
    .split(path.delimiter)
    .map((folder) => path.join(folder, name));
}

/** Refuses a Node that is too old to run even the launcher. */
export function checkLauncherNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_MAJOR) return;
  throw new Error(
    `Umschlag needs Node ${OLDEST_MAJOR} or newer to install itself; this machine has ${process.version}. ` +
      'Get a newer Node from https://nodejs.org and run the same command again.',
  );
}

/** The path of the machine's Node, never of the one below node_modules. */
export function findHostNode() {
  const named = [process.env.npm_node_execpath, process.execPath].filter(Boolean);
  const candidates = [...named, ...onHostPath(windows ? 'node.exe' : 'node')];
  const found = candidates.map(realFile).find((file) => file && !isInstalled(file));
  if (found) return found;
  throw new Error('No Node was found on PATH outside of node_modules. Install Node 20 or newer and run this again.');
}

/** The JavaScript file of the machine's npm. */
export function findNpm(hostNode) {
  const beside = path.dirname(hostNode);
  const candidates = [
    process.env.npm_execpath,
    ...onHostPath('npm'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ];
  const isNpm = (file) => file && path.basename(file) === 'npm-cli.js' && existsSync(file) && !isInstalled(file);
  const found = candidates.map((file) => file && realFile(file)).find(isNpm) ?? candidates.find(isNpm);
  if (found) return found;
  throw new Error('npm was not found beside Node or on PATH. Install npm 10 or newer and run this again.');
}
