import { useEffect } from 'preact/hooks';
import { call } from '../api/call.ts';

const INTERACTIONS = ['pointerdown', 'keydown'] as const;

/** Calls back on the first touch or key of a person, never of a script. @returns stops waiting for it */
export function onFirstInteraction(act: () => void): () => void {
  const stop = () => {
    for (const name of INTERACTIONS) removeEventListener(name, first);
  };
  const first = (event: Event) => {
    if (!event.isTrusted) return;
    stop();
    act();
  };
  for (const name of INTERACTIONS) addEventListener(name, first);
  return stop;
}

/** Tells once that a person looks at the delivery: on the first touch or key, never on mere loading. */
export function useReportOpened(token: string): void {
  useEffect(
    () =>
      onFirstInteraction(() => {
        // The sender's view merely stays at "not opened" if this fails; the reader need not know.
        call('POST /api/v1/links/:token/opened', { params: { token } }).catch(() => undefined);
      }),
    [token],
  );
}
