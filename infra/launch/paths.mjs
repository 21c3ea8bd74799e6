// What the launcher needs to know about folders. Everything in this folder runs on the host's Node (20 or newer),
// before any dependency is installed: plain JavaScript, nothing but Node's own modules.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** A path inside the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);

export const modules = inRoot('node_modules');

/** Whether a file belongs to the tree that an installation deletes. */
export const isInstalled = (file) => file.startsWith(modules + path.sep);

/** PATH without the folders that npm puts before it, so that it names what the machine itself has. */
export function hostPath(value = process.env.PATH ?? '') {
  const own = (folder) => /node_modules[\\/](\.bin|.*node-gyp-bin)[\\/]?$/.test(folder);
  return value
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !own(folder))
    .join(path.delimiter);
}

/** The JavaScript file behind a package's command, which runs without a shell or links, on Windows too. */
export function commandFile(packageName, command) {
  const folder = path.join(modules, packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}
