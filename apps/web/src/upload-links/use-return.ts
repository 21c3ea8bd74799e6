import { useEffect, useRef } from 'preact/hooks';

/** Calls back whenever the person comes back to the page, from another tab, window or program. */
export function useReturn(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const back = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    const stop = new AbortController();
    addEventListener('focus', back, stop);
    document.addEventListener('visibilitychange', back, stop);
    return () => stop.abort();
  }, []);
}
