import { safeReason } from './reason.ts';

/**
 * What became of one try to send. Whatever the other side does ends in one of these; nothing is thrown.
 * `permanent` tells whether the server answered with a permanent reply (5yz, RFC 5321 §4.2.1).
 * `response` and `reason` may be stored: at most 300 characters and no address.
 */
export type SendOutcome =
  | { readonly state: 'sent'; readonly response: string }
  /** The mailbox or the mail was refused for good: a bounce. */
  | { readonly state: 'rejected'; readonly reason: string }
  /** The server does not do TLS (permanent), or says that it cannot just now. */
  | { readonly state: 'no_tls'; readonly permanent: boolean; readonly reason: string }
  /** Under policy `verify`: expired, self-signed, or for another host. */
  | { readonly state: 'untrusted_certificate'; readonly permanent: boolean; readonly reason: string }
  /** TLS was begun and could not be brought about, or only in a version that is refused. */
  | { readonly state: 'broken_tls'; readonly permanent: boolean; readonly reason: string }
  /** May go better later: not reachable, too slow, greylisted, or our own login was refused. */
  | { readonly state: 'retry'; readonly reason: string };

export type SendState = SendOutcome['state'];

/** The fields that nodemailer 10 sets on its errors. */
interface SmtpError {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
  message: string;
}

const UNTRUSTED =
  /^(?:UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
/** OpenSSL's own words, for the errors whose code nodemailer drops when it wraps them. */
const BROKEN_WORDS = /:SSL routines:|ssl3_|wrong version number/;
/** Only a refusal of the sender, the recipient or the mail is a bounce; one of our login is ours to mend. */
const REFUSABLE = /^(?:MAIL FROM|RCPT TO|DATA)/;
/** RFC 4954 §6: authentication required. The mail is not at fault. */
const AUTHENTICATION_REQUIRED = 530;

/**
 * Sorts an error of nodemailer. The order matters: `code` alone does not tell why, and certificate errors
 * arrive under the same code as a lost connection.
 * @param unspoken what must not appear in the reason, such as the recipient's address
 */
export function classifyFailure(error: unknown, unspoken: readonly string[]): Exclude<SendOutcome, { state: 'sent' }> {
  const failure = error as SmtpError;
  const cause = failure.originalCode ?? failure.code ?? '';
  const permanent = failure.permanent === true;
  const reason = safeReason(describe(failure, cause), unspoken);
  if (UNTRUSTED.test(cause)) return { state: 'untrusted_certificate', permanent, reason };
  if (isBrokenTls(failure, cause)) return { state: 'broken_tls', permanent, reason };
  if (failure.code === 'ETLS') return { state: 'no_tls', permanent, reason };
  if (permanent && REFUSABLE.test(failure.command ?? '') && failure.responseCode !== AUTHENTICATION_REQUIRED) {
    return { state: 'rejected', reason };
  }
  return { state: 'retry', reason };
}

function isBrokenTls(failure: SmtpError, cause: string): boolean {
  if (/^ERR_SSL_/.test(cause) || BROKEN_WORDS.test(failure.message)) return true;
  return failure.permanent === true && failure.command === 'EHLO';
}

/** The step, then what the server said to it; or else the code of the error, which names no host. */
function describe(failure: SmtpError, cause: string): string {
  const step = failure.command === undefined || failure.command === 'CONN' ? '' : `${failure.command}: `;
  return `${step}${failure.response ?? cause}`;
}
