import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** As much of a bundle as the budget looks at. */
interface Chunk {
  readonly type: 'chunk';
  readonly code: string;
  readonly imports: readonly string[];
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
}
type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>;

/**
 * Fails the build if a page's first load has more script than allowed.
 * Counted: the entry and the given lazily loaded modules, with all that they import, gzipped.
 * @param lazyModules ends of module paths that the page loads, e.g. `/links/received-page.tsx`
 */
export function scriptBudget(page: string, lazyModules: readonly string[], maxBytes: number): Plugin {
  return {
    name: 'script-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const bytes = firstLoadBytes(bundle as unknown as Bundle, lazyModules);
      if (bytes > maxBytes) this.error(`${page} loads ${bytes} bytes of gzipped script; ${maxBytes} are allowed.`);
      this.info(`${page} loads ${bytes} of at most ${maxBytes} bytes of gzipped script`);
    },
  };
}

/** @throws Error if one of the modules has no chunk of its own: the measure would be wrong */
export function firstLoadBytes(bundle: Bundle, lazyModules: readonly string[]): number {
  const chunks = Object.entries(bundle).filter((entry): entry is [string, Chunk] => entry[1].type === 'chunk');
  const nameOf = (matches: (chunk: Chunk) => boolean, what: string): string => {
    const found = chunks.find(([, chunk]) => matches(chunk));
    if (!found) throw new Error(`The bundle has no chunk for ${what}.`);
    return found[0];
  };
  const starts = [
    nameOf((chunk) => chunk.isEntry && (chunk.facadeModuleId?.endsWith('/index.html') ?? false), 'the entry'),
    ...lazyModules.map((end) => nameOf((chunk) => chunk.facadeModuleId?.endsWith(end) ?? false, end)),
  ];
  const loaded = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (loaded.has(name) || chunk?.type !== 'chunk') return;
    loaded.add(name);
    chunk.imports.forEach(visit);
  };
  starts.forEach(visit);
  return [...loaded].reduce((sum, name) => sum + gzipSync((bundle[name] as Chunk).code).length, 0);
}
