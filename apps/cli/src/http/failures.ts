import type { ErrorCode } from '@umschlag/std/errors';
import { CommandError, EXIT } from '../exit.ts';

/** The platform's code; `unknown`: an answer without one; `wrong_range`: octets that nobody has asked for. */
type RefusedCode = ErrorCode | 'unknown' | 'wrong_range';

/** The server answered and said no: trying again would not help. */
export class RefusedError extends CommandError {
  override readonly name = 'RefusedError';
  readonly code: RefusedCode;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: RefusedCode, sentence: string, details: Readonly<Record<string, unknown>> = {}) {
    super(EXIT.refused, `${code}: ${sentence}`);
    this.code = code;
    this.details = details;
  }
}

/** Nothing or nothing useful came back: trying again may help. */
export class UnreachableError extends CommandError {
  override readonly name = 'UnreachableError';
  /** Whether the server certainly did not act on the request. */
  readonly hadNoEffect: boolean;
  /** What the server asked to wait (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterMs: number | undefined;
  constructor(
    sentence: string,
    how: { hadNoEffect?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(EXIT.network, sentence, { cause: how.cause });
    this.hadNoEffect = how.hadNoEffect ?? false;
    this.retryAfterMs = how.retryAfterMs;
  }
}

/** A certificate that does not hold will not hold on the next try either. */
export class UntrustedServerError extends CommandError {
  override readonly name = 'UntrustedServerError';
  constructor(cause: unknown) {
    super(
      EXIT.network,
      'The server’s certificate is not trusted; if an authority of your own issued it, name its certificate in NODE_EXTRA_CA_CERTS.',
      { cause },
    );
  }
}

const TEMPORARY = new Set([408, 425, 429, 500, 502, 503, 504]);
/** The server says itself that it did not act. */
const WITHOUT_EFFECT = new Set([425, 429]);

/** The error that an answer stands for. @param body parsed JSON, if it was JSON */
export function failureOf(status: number, headers: Headers, body: unknown): RefusedError | UnreachableError {
  const { code, message, details } = problemOf(body);
  const sentence = message ?? `The server answered with status ${status}.`;
  // What a day allows is used up: it takes longer than anybody waits for a command.
  if (TEMPORARY.has(status) && code !== 'too_many_notices') {
    return new UnreachableError(code ? `${code}: ${sentence}` : sentence, {
      hadNoEffect: WITHOUT_EFFECT.has(status),
      retryAfterMs: retryAfterMs(headers.get('retry-after')),
    });
  }
  return new RefusedError(code ?? 'unknown', sentence, details);
}

function problemOf(body: unknown): { code?: ErrorCode; message?: string; details?: Record<string, unknown> } {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  if (typeof error !== 'object' || error === null) return {};
  const { code, message, details } = error as Record<string, unknown>;
  return {
    ...(typeof code === 'string' ? { code: code as ErrorCode } : {}),
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof details === 'object' && details !== null ? { details: details as Record<string, unknown> } : {}),
  };
}

function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

/** Codes of system calls that fail before a connection stands, so that nothing was sent. */
const BEFORE_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const UNTRUSTED = /^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|ERR_TLS_CERT)/;

/** The error that a failed connection stands for. @param error as thrown by fetch or by node:http */
export function connectionFailure(error: unknown): UnreachableError | UntrustedServerError {
  const code = systemCode(error);
  if (UNTRUSTED.test(code)) return new UntrustedServerError(error);
  const hadNoEffect = BEFORE_CONNECTION.has(code);
  const sentence = hadNoEffect ? 'The server cannot be reached' : 'The connection to the server was cut';
  return new UnreachableError(`${sentence}${code ? ` (${code})` : ''}.`, { hadNoEffect, cause: error });
}

/** fetch hides the system's code in `cause`; several addresses tried give an AggregateError. */
function systemCode(error: unknown): string {
  for (let at = error as { code?: unknown; cause?: unknown; errors?: unknown[] } | undefined; at; ) {
    if (typeof at.code === 'string') return at.code;
    at = (at.cause ?? at.errors?.[0]) as typeof at;
  }
  return '';
}
