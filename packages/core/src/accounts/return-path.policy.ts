const ORIGIN = 'http://own.invalid';

/** Whether a text is a path of the web app, and cannot lead a browser to another site. */
export function isOwnPath(text: string): boolean {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return false;
  if (!URL.canParse(text, ORIGIN)) return false;
  const url = new URL(text, ORIGIN);
  // Dots may resolve to a path that begins like a host.
  return url.origin === ORIGIN && !url.pathname.startsWith('//') && !/^\/api(\/|$)/.test(url.pathname);
}
