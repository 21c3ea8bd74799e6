import { useEffect, useState } from 'preact/hooks';
import type { ProblemCode } from '../api/problem.ts';
import { fetchPlain } from './fetch-plain.ts';
import { fetchSealed } from './fetch-sealed.ts';
import { type Content, contentOf, PREVIEW_OCTETS } from './kinds.ts';
import { PreviewFailure, type PreviewProblem, type Told } from './problems.ts';
import type { PreviewRequest } from './request.ts';

/** Octets that may be shown. */
export interface Shown {
  readonly content: Content;
  readonly octets: Uint8Array<ArrayBuffer>;
}

export type Fetched =
  | { readonly phase: 'fetching'; readonly octets: number; readonly trouble: ProblemCode | undefined }
  | { readonly phase: 'ready'; readonly shown: Shown }
  | { readonly phase: 'failed'; readonly problem: PreviewProblem };

/** Fetches what is to be shown. Leaving the page that uses it ends the fetch. */
export function useContent(request: PreviewRequest): Fetched {
  const [state, setState] = useState<Fetched>({ phase: 'fetching', octets: 0, trouble: undefined });
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const change = (next: { octets?: number; trouble?: ProblemCode | undefined }) =>
      setState((before) => (before.phase === 'fetching' && !signal.aborted ? { ...before, ...next } : before));
    const told: Told = {
      signal,
      onOctets: (octets) => change({ octets }),
      onTrouble: (trouble) => change({ trouble }),
    };
    fetchContent(request, told).then(
      (shown) => !signal.aborted && setState({ phase: 'ready', shown }),
      (error) => !signal.aborted && setState({ phase: 'failed', problem: problemOf(error) }),
    );
    return () => abort.abort();
  }, []);
  return state;
}

async function fetchContent(request: PreviewRequest, told: Told): Promise<Shown> {
  const { token, kind, sealed } = request;
  const maxOctets = PREVIEW_OCTETS[kind];
  const octets = await (sealed ? fetchSealed(token, sealed, maxOctets, told) : fetchPlain(request, maxOctets, told));
  const content = contentOf(octets, kind);
  if (!content) throw new PreviewFailure({ kind: 'showing', code: 'not_as_declared' });
  return { content, octets };
}

function problemOf(error: unknown): PreviewProblem {
  if (error instanceof PreviewFailure) return error.problem;
  console.error(error);
  return { kind: 'showing', code: 'frame_failed' };
}
