const FINGERPRINT = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/;

/**
 * The fingerprint in the link: what follows `#`, which no server is sent. It stays in the address bar, so that the page
 * can be loaded again. `undefined`: the link has none, or was cut.
 */
export function trustedKey(): string | undefined {
  const fragment = location.hash.slice(1).toUpperCase();
  return FINGERPRINT.test(fragment) ? fragment : undefined;
}

/** For links to other pages of the same upload link. */
export const keyFragment = (): string => (trustedKey() === undefined ? '' : location.hash);
