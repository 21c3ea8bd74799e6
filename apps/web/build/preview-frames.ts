import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** Where a frame's page and its script come from. */
interface Frames {
  readonly folder: string;
  /** Name of the page → its first module. */
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Writes the pages `/preview/NAME.html` in which files of strangers are shown. Each holds all of its script itself: the
 * policy that the server gives it lets that one through by its hash, and nothing is loaded by such a page any more.
 */
export function previewFrames({ folder, entries }: Frames): Plugin {
  return {
    name: 'preview-frames',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        mkdirSync(join(folder, 'preview'), { recursive: true });
        for (const [name, entry] of Object.entries(entries)) {
          writeFileSync(join(folder, 'preview', `${name}.html`), framePage(await scriptOf(entry)));
        }
      },
    },
  };
}

/** One script with all that a module imports. @throws Error if it would be more than one */
async function scriptOf(entry: string, format: 'es' | 'iife' = 'es'): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // What PDF.js would fetch, taken in with `?inline`.
    assetsInclude: ['**/*.pfb', '**/*.wasm'],
    plugins: [classicScripts],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: entry, output: { codeSplitting: false, format } },
    },
  });
  const [result, ...more] = Array.isArray(built) ? built : [built];
  if (more.length > 0 || !('output' in result!) || result.output.length !== 1) {
    throw new Error(`${entry} should become one file.`);
  }
  return result.output[0].code;
}

const CLASSIC = '?classic';

/** `import text from 'x?classic'`: a module as the text of a script, as Chromium starts no module in a frame of no origin. */
const classicScripts: Plugin = {
  name: 'classic-scripts',
  enforce: 'pre',
  async resolveId(id, importer) {
    if (!id.endsWith(CLASSIC)) return undefined;
    const module = await this.resolve(id.slice(0, -CLASSIC.length), importer);
    return module && module.id + CLASSIC;
  },
  async load(id) {
    if (!id.endsWith(CLASSIC)) return undefined;
    return `export default ${JSON.stringify(await scriptOf(id.slice(0, -CLASSIC.length), 'iife'))};`;
  },
};

/** @throws Error if the script holds what would end it, or hide its end, in a page (HTML Standard §4.12.1.3) */
export function framePage(script: string): string {
  if (/<\/script|<script|<!--/i.test(script)) throw new Error('The script of a frame cannot stand in a page.');
  return `<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Umschlag</title>
  </head>
  <body>
    <main tabindex="0"></main>
    <script type="module">${script}</script>
  </body>
</html>
`;
}
