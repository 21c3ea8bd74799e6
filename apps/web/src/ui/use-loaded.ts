import { useEffect, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../api/problem.ts';

/** Loads once when shown, and again on `reload`; the last value stays while a later try fails. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [value, setValue] = useState<T | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const reload = (): Promise<void> =>
    load().then(
      (loaded) => {
        setValue(() => loaded);
        setProblem(undefined);
      },
      (error) => setProblem(asProblem(error)),
    );
  useEffect(() => void reload(), []);
  return { value, problem, setValue, reload };
}
