import type { ProblemCode } from '../api/problem.ts';
import type { ReceivingProblem } from '../receiving/messages.ts';
import type { DrawingProblem } from './messages.ts';

/** Why a preview shows nothing. */
export type PreviewProblem =
  | ReceivingProblem
  /** `not_as_declared`: its octets are not of its type; `frame_failed`: what shows it did not start. */
  | { readonly kind: 'showing'; readonly code: DrawingProblem | 'not_as_declared' | 'frame_failed' };

export class PreviewFailure extends Error {
  override readonly name = 'PreviewFailure';
  readonly problem: PreviewProblem;
  constructor(problem: PreviewProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** How it goes, while octets arrive. */
export interface Told {
  readonly signal: AbortSignal;
  /** Octets that have arrived so far. */
  onOctets(octets: number): void;
  /** It waits for something that passes by itself; undefined when it goes on. */
  onTrouble(code: ProblemCode | undefined): void;
}
