import { createSecureContext } from 'node:tls';
import { MINUTE_MS, SECOND_MS } from '@umschlag/std';
import { sanitiseDisplayName } from './display-name.ts';
import { parseMailAddress } from './mail-address.ts';
import { safeReason } from './reason.ts';
import type { RenderedMail } from './rendered-mail.ts';
import { classifyFailure, type SendOutcome } from './send-outcome.ts';

/** Each in milliseconds. */
export interface MailerTimeouts {
  /** Until the connection stands, TLS from the first octet included. */
  readonly connect: number;
  /** From there until the server's first word. */
  readonly greeting: number;
  /** Silence of the server, in any later step. */
  readonly idle: number;
  /** For the whole mail, however lively the server is. */
  readonly total: number;
}

export interface MailerOptions {
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** PEM: the only certificates that are trusted, in place of the system's. An agreed server certificate will do. */
  readonly ca?: string | undefined;
  readonly from: { readonly name: string; readonly address: string };
  /** TLS from the first octet (port 465, RFC 8314 §3.3) in place of STARTTLS. */
  readonly implicitTls?: boolean | undefined;
  /** `encrypt`: TLS or no mail. `verify`: with a valid certificate for the host besides. */
  readonly policy: 'encrypt' | 'verify';
  /** What we call ourselves in EHLO; the machine's own name by default. */
  readonly hostname?: string | undefined;
  readonly timeoutsMs?: Partial<MailerTimeouts> | undefined;
}

export interface MailEnvelope {
  /** One bare address. */
  readonly to: string;
  /**
   * The left side of the Message-ID. The same for each try at the same mail, so that a mail that arrives
   * twice can be recognised (the outbox delivers at least once).
   */
  readonly messageId: string;
}

export type VerifyOutcome = { readonly state: 'ready' } | Exclude<SendOutcome, { state: 'sent' }>;

export interface Mailer {
  /**
   * Sends one mail to one recipient. Whatever the server does is an outcome.
   * @throws TypeError on an envelope that is malformed, or after {@link close}
   */
  send(mail: RenderedMail, envelope: MailEnvelope): Promise<SendOutcome>;
  /** Connects, encrypts and signs in, without sending. */
  verify(): Promise<VerifyOutcome>;
  /** Gives up what is under way: those mails end as `retry`. */
  close(): void;
}

const DEFAULT_TIMEOUTS: MailerTimeouts = {
  connect: 20 * SECOND_MS,
  greeting: 20 * SECOND_MS,
  idle: MINUTE_MS,
  total: 3 * MINUTE_MS,
};
const MESSAGE_ID = /^[A-Za-z0-9._-]{1,100}$/;

/**
 * A mailer that never sends in clear: STARTTLS is demanded even of a server that does not announce it.
 * @throws TypeError on a sender address or a certificate that cannot be read
 */
export function createMailer(options: MailerOptions): Mailer {
  const from = parseMailAddress(options.from.address);
  if (from === undefined) throw new TypeError('The sender is not a mail address.');
  const sender = { name: sanitiseDisplayName(options.from.name), address: from.address };
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeoutsMs };
  const settings = transportOptions(options, timeouts);
  let opened: ReturnType<typeof openTransport> | undefined;
  const transport = () => {
    opened ??= openTransport(settings);
    return opened;
  };
  const closed = new AbortController();

  async function send(mail: RenderedMail, envelope: MailEnvelope): Promise<SendOutcome> {
    const to = parseMailAddress(envelope.to);
    if (to === undefined) throw new TypeError('The recipient is not a mail address.');
    if (!MESSAGE_ID.test(envelope.messageId)) throw new TypeError('The Message-ID is malformed.');
    if (closed.signal.aborted) throw new TypeError('The mailer is closed.');
    const message = composeMessage(mail, sender, to.address, envelope.messageId);
    // the deadline covers what nodemailer's own do not: a server that keeps sending a little
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(timeouts.total)]);
    try {
      const { response } = await (await transport()).sendMail({ ...message, signal });
      return { state: 'sent', response: safeReason(response, [to.address]) };
    } catch (error) {
      return classifyFailure(error, [to.address]);
    }
  }

  async function verify(): Promise<VerifyOutcome> {
    try {
      await (await transport()).verify();
      return { state: 'ready' };
    } catch (error) {
      return classifyFailure(error, []);
    }
  }

  return {
    send,
    verify,
    close: () => {
      closed.abort();
      void opened?.then((transporter) => transporter.close());
    },
  };
}

/** Nodemailer is loaded by the process that sends, and not by one that only writes mails down. */
async function openTransport(settings: ReturnType<typeof transportOptions>) {
  const { createTransport } = await import('nodemailer');
  return createTransport(settings);
}

function transportOptions(options: MailerOptions, timeouts: MailerTimeouts) {
  const { user, password, ca } = options;
  return {
    host: options.host,
    port: options.port,
    secure: options.implicitTls === true,
    requireTLS: options.implicitTls !== true,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.idle,
    ...(options.hostname === undefined ? {} : { name: options.hostname }),
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: {
      minVersion: 'TLSv1.2' as const,
      rejectUnauthorized: options.policy === 'verify',
      ...(ca === undefined ? {} : { ca: readableCa(ca), allowPartialTrustChain: true }),
    },
  };
}

/** A certificate that cannot be read is told at the start, not as a failure of each mail. */
function readableCa(ca: string): string {
  try {
    createSecureContext({ ca });
  } catch (cause) {
    throw new TypeError('The certificate authority is not readable PEM.', { cause });
  }
  if (!ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new TypeError('The certificate authority holds no certificate.');
  return ca;
}

function composeMessage(mail: RenderedMail, from: { name: string; address: string }, to: string, messageId: string) {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    from,
    // as objects, so that nothing in them is parsed as a list of addresses
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    messageId: `<${messageId}@${domain}>`,
    subject: mail.subject,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    // The text as the only alternative: nodemailer has no other way to add a parameter to its type.
    // format=fixed (RFC 3676 §4.1): no mail program may join our lines.
    // CRLF: given bare line feeds, nodemailer's quoted-printable breaks lines that need no break, links too.
    alternatives: [
      { contentType: 'text/plain; charset=utf-8; format=fixed', content: mail.text.replaceAll('\n', '\r\n') },
    ],
    textEncoding: 'quoted-printable' as const,
  };
}
