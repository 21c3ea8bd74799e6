/** The part of Trusted Types that we use; browsers without it take the URL as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Of scripts whose digest was right. */
const checked = new Set<string>();

const rules = {
  /** Only scripts that were built with this page. */
  createScriptURL(url: string): string {
    const { origin, pathname } = new URL(url, location.href);
    const isOurs = origin === location.origin && (pathname === '/service-worker.js' || import.meta.env.DEV);
    if (!isOurs && !checked.has(url)) throw new TypeError('This script is not one of ours.');
    return url;
  },
};

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('umschlag', rules) ?? rules;

/** A worker under `require-trusted-types-for 'script'`, of a script that `checkedScript` gave. */
export function newWorker(url: string, name: string): Worker {
  return new Worker(policy.createScriptURL(url), { type: 'module', name });
}

/** Makes our service worker answer for the paths below `scope`, and for no others. */
export function registerOurs(url: string, scope: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(policy.createScriptURL(url), { scope });
}

/**
 * Fetches a script and gives it a URL of this page, if it is the one that was built with it. Browsers check modules by
 * the import map themselves, but have no such check for workers.
 * @throws TypeError if it is another one, or the network is away
 */
export async function checkedScript(path: string): Promise<string> {
  if (import.meta.env.DEV) return path;
  const integrity = digests()[path];
  if (integrity === undefined) throw new TypeError('This script is not one of ours.');
  const response = await fetch(path, { integrity, redirect: 'error' });
  if (!response.ok) throw new TypeError('The script could not be loaded.');
  const url = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: 'text/javascript' }));
  checked.add(url);
  return url;
}

/** What the build wrote into the page. */
function digests(): Readonly<Record<string, string>> {
  const map = document.querySelector('script[type=importmap]')?.textContent ?? '{}';
  return (JSON.parse(map) as { integrity?: Record<string, string> }).integrity ?? {};
}
