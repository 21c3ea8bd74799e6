import { useEffect } from 'preact/hooks';
import { call } from '../api/call.ts';

const INTERACTIONS = ['pointerdown', 'keydown'] as const;

/** Tells once that a person looks at the delivery: on the first touch or key, never on mere loading. */
export function useReportOpened(token: string): void {
  useEffect(() => {
    const stop = () => {
      for (const name of INTERACTIONS) removeEventListener(name, report);
    };
    const report = (event: Event) => {
      if (!event.isTrusted) return;
      stop();
      // The sender's view merely stays at "not opened" if this fails; the reader need not know.
      call('POST /api/v1/links/:token/opened', { params: { token } }).catch(() => undefined);
    };
    for (const name of INTERACTIONS) addEventListener(name, report);
    return stop;
  }, [token]);
}
