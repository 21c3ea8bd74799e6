import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Path on the server → `sha384-…` as in `integrity` attributes (W3C Subresource Integrity). */
export type Digests = Readonly<Record<string, string>>;

/**
 * Gives every script, style sheet and worker of the built app its digest: as `integrity` in `index.html`, in an import
 * map for all that is loaded later, and in `integrity.json` for whoever compares a server with a release.
 */
export function integrity(folder: string): Plugin {
  return {
    name: 'integrity',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: () => writeIntegrity(folder),
    },
  };
}

function writeIntegrity(folder: string): void {
  const page = join(folder, 'index.html');
  const withDigests = addIntegrity(readFileSync(page, 'utf8'), digestsOf(folder));
  writeFileSync(page, withDigests);
  writeFileSync(
    join(folder, 'integrity.json'),
    `${JSON.stringify({ version: 1, files: digestsOf(folder) }, undefined, 2)}\n`,
  );
}

/** Of all files of the app, in the order of their paths. */
function digestsOf(folder: string): Digests {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name) && entry.name !== 'integrity.json')
    .map((entry) => join(entry.parentPath, entry.name));
  const digests = names.map((name) => {
    const path = `/${name.slice(folder.length).split(sep).filter(Boolean).join('/')}`;
    return [path, `sha384-${createHash('sha384').update(readFileSync(name)).digest('base64')}`] as const;
  });
  return Object.fromEntries(digests.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const LOADED = /<(?:script|link)\b[^>]*?\b(?:src|href)="(\/assets\/[^"]+)"[^>]*>/g;

/**
 * The page with a digest in each tag that loads a script or style sheet, and the import map, which has to stand before
 * the first module. The map is data and no script, but browsers count it as one: the server's policy names its hash.
 * @throws Error if a style sheet is loaded later: no map has its digest
 */
export function addIntegrity(html: string, digests: Digests): string {
  const loaded = new Set<string>();
  const tagged = html.replaceAll(LOADED, (tag, path: string) => {
    const digest = digests[path];
    if (digest === undefined) throw new Error(`index.html loads ${path}, which was not built.`);
    loaded.add(path);
    return tag.replace(/\s*\/?>$/, ` integrity="${digest}">`);
  });
  const late = Object.keys(digests).filter((path) => path.endsWith('.css') && !loaded.has(path));
  if (late.length > 0) throw new Error(`${late.join(', ')} would be loaded without a digest.`);
  const scripts = Object.entries(digests).filter(([path]) => path.startsWith('/assets/') && path.endsWith('.js'));
  const map = JSON.stringify({ integrity: Object.fromEntries(scripts) });
  const [before, ...after] = tagged.split('<script type="module"');
  if (after.length !== 1) throw new Error('index.html should have one module script.');
  return `${before}<script type="importmap">${map}</script>\n    <script type="module"${after[0]}`;
}
