import { useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../api/problem.ts';

/** Runs one call at a time and keeps its problem, for a button or a form. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const run = async (action: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await action();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, setProblem, run };
}
