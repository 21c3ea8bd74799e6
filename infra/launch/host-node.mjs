import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join, resolve, sep } from 'node:path';
import { ROOT } from './paths.mjs';

const MODULES = join(realpathSync(ROOT), 'node_modules') + sep;
const insideModules = (path) => `${path}${sep}`.startsWith(MODULES);

function realOf(path) {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** PATH without the folders of this checkout's node_modules, which npm puts in front. */
export function hostPath(path = process.env.PATH ?? '') {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '' && !insideModules(realOf(folder)))
    .join(delimiter);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The file that a command name stands for on a PATH, or undefined. */
export function findOnPath(command, path = process.env.PATH ?? '') {
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command];
  const files = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return files.find(isExecutable);
}

/** The Node that is installed on the host: never the pinned one, which `npm ci` deletes and writes anew. */
export function findHostNode() {
  const found = findOnPath('node', hostPath());
  if (found && !insideModules(realOf(found))) return found;
  return insideModules(realOf(process.execPath)) ? undefined : process.execPath;
}
