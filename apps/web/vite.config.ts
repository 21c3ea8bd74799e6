import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { integrity } from './build/integrity.ts';
import { precompress } from './build/precompress.ts';
import { previewFrames } from './build/preview-frames.ts';
import { scriptBudget } from './build/script-budget.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What a recipient's browser loads before the delivery is shown, in one language. */
const RECIPIENT_PAGE = ['/links/link-page.tsx', '/i18n/de.ts'];
/** The same for whoever submits, before a file can be chosen, and afterwards. */
const ENTRANCE_PAGE = ['/entrance/entrance-page.tsx', '/i18n/de.ts'];
const SUBMISSION_PAGE = ['/entrance/submission-page.tsx', '/i18n/de.ts'];

export default defineConfig({
  root: folder('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // openpgp.js' split build: rare algorithms are loaded when a key needs them.
  resolve: { alias: [{ find: /^openpgp$/, replacement: 'openpgp/lightweight' }] },
  // One file each: its digest is that of all its code.
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
  build: {
    outDir: folder('dist'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: URLs and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { app: folder('index.html'), 'service-worker': folder('src/receiving/service-worker.ts') },
      output: {
        // Service workers are registered by a name that stays, at the top: only there may they answer for all below.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  plugins: [
    scriptBudget('/d/:token', RECIPIENT_PAGE, 60_000),
    scriptBudget('/u/:token', ENTRANCE_PAGE, 60_000),
    scriptBudget('/s/:token', SUBMISSION_PAGE, 60_000),
    previewFrames({
      folder: folder('dist'),
      entries: { plain: folder('src/preview/frame/plain.ts'), pdf: folder('src/preview/frame/pdf.ts') },
    }),
    integrity(folder('dist')),
    precompress(folder('dist')),
  ],
});
