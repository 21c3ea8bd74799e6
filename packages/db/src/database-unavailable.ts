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
const PG_MESSAGES = /^(Connection terminated|Client has encountered a connection error|timeout e(xceeded|xpired))/;

/** Whether an error of pg means "no database" rather than "wrong statement". Judged by its fields, as errors of Node cross realms. */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.some(isUnavailable)) return true;
  if (typeof code === 'string') return NETWORK_CODES.has(code) || SERVER_STATES.test(code);
  return typeof message === 'string' && PG_MESSAGES.test(message);
}

/** The error itself, or `DatabaseUnavailable` around it. */
export function asDatabaseError(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable(error) : error;
}
