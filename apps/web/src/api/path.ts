/** A worker's own address is a blob's, so that paths alone lead nowhere. */
const ORIGIN = globalThis.location?.origin ?? '';

/** The URL of a path that the API has answered. */
export const urlOf = (path: string): string => ORIGIN + path;

/** The URL of a route: `:names` filled in and encoded, the query appended. */
export function pathOf(route: string, params: object = {}, query: object = {}): string {
  const values = params as Record<string, string | number>;
  const path = route
    .slice(route.indexOf(' ') + 1)
    .replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const url = urlOf(path);
  return pairs.length === 0 ? url : `${url}?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`;
}
