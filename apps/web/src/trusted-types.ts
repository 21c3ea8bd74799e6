/** The part of Trusted Types that we use; browsers without it take the URL as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const rules = {
  /** Only scripts that were built with this page. */
  createScriptURL(url: string): string {
    const { origin, pathname } = new URL(url, location.href);
    const built = pathname.startsWith('/assets/') || pathname === '/service-worker.js' || import.meta.env.DEV;
    if (origin !== location.origin || !built) throw new TypeError('This script is not one of ours.');
    return url;
  },
};

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('umschlag', rules) ?? rules;

/** Starts one of our own workers under `require-trusted-types-for 'script'`. */
export function startWorker(url: string): Worker {
  return new Worker(policy.createScriptURL(url), { type: 'module' });
}

/** Makes our service worker answer for the paths below `scope`, and for no others. */
export function registerOurs(url: string, scope: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(policy.createScriptURL(url), { scope });
}
