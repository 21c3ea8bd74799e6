const ROUTING = new URL('../../../apps/web/src/routing/', import.meta.url);

interface Table {
  /** The paths' patterns, in the order in which the app tries them. */
  readonly patterns: readonly string[];
  /** The pattern that the app shows for a path, `*` if it is none of its own. */
  routeOf(path: string): string;
}

/** The browser app's own table and matcher, so that no route is forgotten here. Types of the browser stay there. */
export async function routerTable(): Promise<Table> {
  const { pages } = (await import(new URL('pages.ts', ROUTING).pathname)) as { pages: readonly { path: string }[] };
  const { matchPath } = (await import(new URL('match.ts', ROUTING).pathname)) as {
    matchPath(pattern: string, path: string): object | undefined;
  };
  const patterns = pages.map(({ path }) => path);
  return { patterns, routeOf: (path) => patterns.find((pattern) => matchPath(pattern, path)) ?? '*' };
}
