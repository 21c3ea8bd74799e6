// Bundles the keyring as a browser gets it and prints the program, for browser.test.ts, which runs this file by itself.
// `lightweight` as argument takes openpgp.js' split build, as the web application may choose it.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const lightweight = process.argv[2] === 'lightweight';

const built = await build({
  configFile: false,
  logLevel: 'error',
  resolve: { alias: lightweight ? [{ find: /^openpgp$/, replacement: 'openpgp/lightweight' }] : [] },
  build: {
    write: false,
    target: 'es2022',
    rolldownOptions: {
      input: fileURLToPath(new URL('../index.ts', import.meta.url)),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'keyring.js', chunkFileNames: '[name].js' },
    },
  },
});
if (!Array.isArray(built) && !('output' in built)) throw new Error('Vite watches instead of building.');
const { output } = Array.isArray(built) ? built[0]! : built;
const files = output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []));
process.stdout.write(JSON.stringify(Object.fromEntries(files)));
