import { useState } from 'preact/hooks';
import { asProblem } from '../api/problem.ts';
import { type AnyKeyProblem, isKeyProblem } from './problem-text.ts';

/** The person changed their mind: nothing has to be said about it. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Runs one thing at a time with the key or the API, and keeps its problem and what it is busy with. */
export function useKeyAction() {
  /** What to tell people meanwhile; empty: nothing is under way. */
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<AnyKeyProblem | undefined>();
  const run = async (meanwhile: string, action: () => Promise<void>): Promise<void> => {
    if (busy !== '') return;
    setBusy(meanwhile);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Cancelled)) setProblem(isKeyProblem(error) ? error : asProblem(error));
    } finally {
      setBusy('');
    }
  };
  return { busy, problem, setProblem, run };
}
