/** Link tokens, session tokens, JWS: anything long and random. Ids (UUIDs, 36 characters with dashes) stay. */
const SECRET = /[A-Za-z0-9_-]{40,}(?:\.[A-Za-z0-9_-]+)*/g;
const ADDRESS = /[^\s"'<>()=,;]+@[^\s"'<>()=,;]+/g;

/** A text fit for the log: tokens and mail addresses are struck out. */
export function scrub(text: string): string {
  return text.replace(SECRET, '[secret]').replace(ADDRESS, '[address]');
}

export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const MAX_CAUSES = 5;

/** What the log keeps of an error: no properties that a library attached, such as a row or a request. */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: scrub(String(error)) };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: scrub(error.message),
    ...(error.stack === undefined ? {} : { stack: scrub(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
