import { AppError } from '@umschlag/std';

/**
 * The database cannot be reached, or went away in the middle. After a lost COMMIT the outcome is unknown:
 * repeat only what can be repeated.
 */
export class DatabaseUnavailable extends AppError {
  constructor(cause: unknown) {
    super('service_unavailable', 'The database cannot be reached at the moment.', { cause });
  }
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // no socket file: the server is down
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** PostgreSQL's Appendix A: connection exceptions, shutdown, starting up, too many connections. */
const SERVER_STATES = /^(08...|57P0[1235]|53300)$/;

/** pg raises these as plain errors without a code. */
const PG_MESSAGES = /^(Connection terminated|Client has encountered a connection error|timeout e)|timeout expired$/;

/** Whether an error of pg means "no database" rather than "wrong statement". */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return NETWORK_CODES.has(code) || SERVER_STATES.test(code);
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  return PG_MESSAGES.test(error.message);
}

/** The error itself, or `DatabaseUnavailable` around it. */
export function asDatabaseError(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable(error) : error;
}
