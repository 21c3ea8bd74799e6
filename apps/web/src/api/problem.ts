import type { ErrorCode, ErrorDetails } from '@umschlag/std/errors';

/** What the API answers, and what only the browser can notice. */
export type ProblemCode = ErrorCode | 'network_unreachable' | 'answer_unreadable';

/** A refused or failed call. `code` picks the sentence that people read. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly details: ErrorDetails;
  readonly requestId: string | undefined;
  /** What the server asked for in `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, facts: { details?: ErrorDetails; requestId?: string; retryAfterMs?: number } = {}) {
    super(code);
    this.code = code;
    this.details = facts.details ?? {};
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Reads the body of a refusal; anything that is not ours (a proxy's page) becomes a general code. */
export function problemFrom(status: number, body: string, retryAfter: string | null): ApiProblem {
  const seconds = Number(retryAfter ?? Number.NaN);
  const wait = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  try {
    const { error } = JSON.parse(body) as { error: { code: ErrorCode; details?: ErrorDetails; requestId?: string } };
    if (typeof error.code === 'string') {
      return new ApiProblem(error.code, {
        details: error.details ?? {},
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        ...wait,
      });
    }
  } catch {
    // Not JSON: a proxy between us and the platform has answered.
  }
  return new ApiProblem(codeOfStatus(status), wait);
}

function codeOfStatus(status: number): ProblemCode {
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'too_many_requests';
  if (status === 502 || status === 503 || status === 504) return 'service_unavailable';
  return status >= 500 ? 'internal_error' : 'answer_unreadable';
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  console.error(error);
  return new ApiProblem('answer_unreadable');
}
