import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files by their path in the tree, with their text. */
export type Files = Record<string, string>;

async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Makes what a package's `exports` names exist, and the package findable by its name, as npm's workspaces do. */
async function publish(root: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')) as {
    name: string;
    exports?: Record<string, string>;
  };
  for (const file of Object.values(manifest.exports ?? {})) {
    await writeFiles(root, { [path.join(folder, file)]: 'export {};\n' });
  }
  const link = path.join(root, 'node_modules', manifest.name);
  await mkdir(path.dirname(link), { recursive: true });
  await symlink(path.join(root, folder), link);
}

async function copyManifests(checkout: string, root: string, top: string): Promise<void> {
  for (const name of await readdir(path.join(checkout, top))) {
    const manifest = path.join(top, name, 'package.json');
    await cp(path.join(checkout, manifest), path.join(root, manifest)).catch(ignoreAbsence);
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * A tree in a temporary folder with this repository's packages, their real names and `exports` but empty files, npm
 * packages without content, and `files` in it. Answers its path.
 */
export async function writeFixtureTree(checkout: string, npmPackages: string[], files: Files): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'umschlag-imports-'));
  await writeFiles(root, { 'package.json': '{"type":"module"}' });
  for (const top of ['apps', 'packages']) {
    await copyManifests(checkout, root, top);
    for (const name of await readdir(path.join(root, top))) await publish(root, path.join(top, name));
  }
  for (const name of npmPackages) {
    const manifest = JSON.stringify({ name, type: 'module', exports: './index.js' });
    const folder = `node_modules/${name}`;
    await writeFiles(root, { [`${folder}/package.json`]: manifest, [`${folder}/index.js`]: 'export {};\n' });
  }
  await writeFiles(root, files);
  return root;
}
