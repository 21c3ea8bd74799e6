/** A secret from the URL's fragment, which no server sees; taken out of the address bar and the history entry. */
export function takeFragment(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return fragment;
}
