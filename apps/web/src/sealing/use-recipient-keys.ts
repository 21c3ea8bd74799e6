import { useEffect, useState } from 'preact/hooks';
import { asProblem } from '../api/problem.ts';
import { type AnyKeyProblem, isKeyProblem } from '../keys/problem-text.ts';
import { lookUpKeys, type OwnIdentity, type RecipientKey } from './look-up-keys.ts';

/** Whoever types several addresses is asked about once. */
const PAUSE_MS = 400;

export interface RecipientKeys {
  /** By address in lower case; who is not in it is still looked for. */
  readonly found: ReadonlyMap<string, RecipientKey>;
  readonly problem: AnyKeyProblem | undefined;
  retry(): void;
  /** Asks anew about all. @throws ApiProblem, KeyProblem */
  refresh(): Promise<readonly RecipientKey[]>;
}

/** The keys of a draft's recipients, looked up as they are entered. @param own `undefined`: not wanted (yet) */
export function useRecipientKeys(addresses: readonly string[], own: OwnIdentity | undefined): RecipientKeys {
  const [found, setFound] = useState<ReadonlyMap<string, RecipientKey>>(new Map());
  const [problem, setProblem] = useState<AnyKeyProblem | undefined>();
  const [tries, setTries] = useState(0);
  const missing = own ? addresses.filter((one) => !found.has(one)) : [];
  useEffect(() => {
    if (!own || missing.length === 0) return;
    let isCurrent = true;
    const look = async () => {
      try {
        const keys = await lookUpKeys(missing, own);
        if (!isCurrent) return;
        setFound((before) => new Map([...before, ...keys.map((key) => [key.address, key] as const)]));
        setProblem(undefined);
      } catch (error) {
        if (isCurrent) setProblem(isKeyProblem(error) ? error : asProblem(error));
      }
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [missing.join(' '), own?.fingerprint, tries]);
  return {
    found,
    problem,
    retry: () => setTries(tries + 1),
    refresh: async () => {
      const keys = own ? await lookUpKeys(addresses, own) : [];
      setFound(new Map(keys.map((key) => [key.address, key])));
      return keys;
    },
  };
}
