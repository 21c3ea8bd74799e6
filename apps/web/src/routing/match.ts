export type PathParams = Readonly<Record<string, string>>;

/** Compares a path with a pattern such as `/deliveries/:id`; the values of its names, or undefined. */
export function matchPath(pattern: string, path: string): PathParams | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A path on this site from a `returnTo`, or the given one: never another site, never a script. */
export function safeReturnTo(value: string | null | undefined, otherwise: string): string {
  return value && /^\/(?![/\\])/.test(value) && !/[\\\p{Cc}]/u.test(value) ? value : otherwise;
}
