import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { addMs, collect, DAY_MS } from '@umschlag/std';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { newCertificate } from '../catcher/certificate.ts';

/** What a mail server may do to us. */
export interface SmtpFaults {
  /** The reply to RCPT TO, by recipient. */
  readonly rejectRecipient?: Readonly<Record<string, { code: number; message: string }>>;
  /** The first try for each recipient gets 451, as greylisting does. */
  readonly greylistOnce?: boolean;
  /** STARTTLS is neither announced nor understood. */
  readonly noStartTls?: boolean;
  /** STARTTLS is understood, but a middle man has cut it out of the announcement. */
  readonly stripStartTls?: boolean;
  /** TLS 1.1 at most. */
  readonly oldTlsOnly?: boolean;
  readonly expiredCertificate?: boolean;
  /** The connection is cut while the mail is under way; the mail is not kept. */
  readonly cutInData?: boolean;
  /** The reply after the mail. */
  readonly refuseData?: { code: number; message: string };
  /** A login that is demanded; any other is refused. */
  readonly login?: { user: string; password: string };
  readonly implicitTls?: boolean;
}

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  /** Over TLS, in this version. */
  readonly protocol: string | undefined;
  /** As it came over the wire. */
  readonly raw: string;
}

export interface TestSmtpServer {
  readonly port: number;
  /** PEM, to be trusted as `ca`. */
  readonly certificate: string;
  readonly received: readonly ReceivedMail[];
  /** How often a mail's data was begun, in clear or not. */
  readonly dataBegun: () => number;
  close(): Promise<void>;
}

const reply = ({ code, message }: { code: number; message: string }) =>
  Object.assign(new Error(message), { responseCode: code });

/** A real mail server on a free port of 127.0.0.1 that misbehaves as it is told. For tests only. */
export async function startTestSmtpServer(faults: SmtpFaults = {}): Promise<TestSmtpServer> {
  const end = addMs(new Date(), (faults.expiredCertificate ? -1 : 1) * DAY_MS);
  const pair = await newCertificate(addMs(end, -10 * DAY_MS), end);
  const received: ReceivedMail[] = [];
  const greylisted = new Set<string>();
  let dataBegun = 0;

  const server = new SMTPServer({
    key: pair.privateKey,
    cert: pair.certificate,
    name: 'mail.test',
    logger: false,
    closeTimeout: 50,
    disableReverseLookup: true,
    secure: faults.implicitTls === true,
    ...startTlsOptions(faults),
    authOptional: faults.login === undefined,
    onAuth: ({ username, password }, _session, done) => {
      const right = username === faults.login?.user && password === faults.login?.password;
      done(right ? null : reply({ code: 535, message: 'Authentication failed' }), { user: username });
    },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = faults.rejectRecipient?.[address];
      if (refusal !== undefined) return done(reply(refusal));
      if (faults.greylistOnce && !greylisted.has(address)) {
        greylisted.add(address);
        return done(reply({ code: 451, message: '4.7.1 Greylisted, try again later' }));
      }
      done();
    },
    onData: async (stream, session, done) => {
      dataBegun++;
      if (faults.cutInData) {
        for (const connection of server.connections) connection.close();
        return;
      }
      const raw = Buffer.from(await collect(stream)).toString('utf8');
      if (faults.refuseData !== undefined) return done(reply(faults.refuseData));
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        raw,
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        protocol: session.tlsOptions === false ? undefined : session.tlsOptions.version,
      });
      done(null, 'queued as test');
    },
  });
  server.on('error', () => {}); // a client that hangs up is what the tests want
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    certificate: pair.certificate,
    received,
    dataBegun: () => dataBegun,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function startTlsOptions(faults: SmtpFaults): SMTPServerOptions {
  return {
    ...(faults.noStartTls ? { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] } : {}),
    ...(faults.stripStartTls ? { hideSTARTTLS: true } : {}),
    ...(faults.oldTlsOnly ? { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  };
}
