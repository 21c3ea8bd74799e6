/** The URL path of a route: `:names` filled in and encoded, the query appended. */
export function pathOf(route: string, params: object = {}, query: object = {}): string {
  const values = params as Record<string, string | number>;
  const path = route
    .slice(route.indexOf(' ') + 1)
    .replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`;
}
