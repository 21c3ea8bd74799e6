import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
let navigations = 0;

/** Whether the page was reached inside the app: then the focus moves to its heading. */
export const hasNavigated = (): boolean => navigations > 0;

export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
  scrollTo(0, 0);
  announce();
}

function announce(): void {
  navigations += 1;
  for (const listener of listeners) listener();
}

addEventListener('popstate', announce);

/** The path that is shown; renders again with each navigation. */
export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = () => setPath(location.pathname);
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, []);
  return path;
}
