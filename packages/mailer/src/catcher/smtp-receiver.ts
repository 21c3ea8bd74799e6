import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Clock, collect } from '@umschlag/std';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { readMail } from './caught-mail.ts';
import type { KeyPair } from './certificate.ts';
import { type MailStore, mailIds } from './mail-store.ts';

const MAX_MAIL_BYTES = 5 * 1024 * 1024;
/** For clients still connected when the server closes. */
const CLOSE_TIMEOUT_MS = 500;
const TLS_FIRST = Object.assign(new Error('5.7.0 Must issue a STARTTLS command first'), { responseCode: 530 });
const TOO_LARGE = Object.assign(new Error('5.3.4 The mail is too large'), { responseCode: 552 });

/**
 * Takes mail for anybody, from anybody, over TLS (RFC 3207), and puts it into the store.
 * The mail is acknowledged when it is on disk.
 */
export async function startSmtpServer(port: number, pair: KeyPair, store: MailStore, clock: Clock) {
  const nextId = mailIds();
  const server = new SMTPServer({
    key: pair.privateKey,
    cert: pair.certificate,
    minVersion: 'TLSv1.2',
    logger: false,
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    closeTimeout: CLOSE_TIMEOUT_MS,
    authOptional: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? 'anybody' }),
    onMailFrom: (_address, session, done) => done(session.secure ? null : TLS_FIRST),
    onData: (stream, session, done) => {
      collect(stream)
        .then(async (octets) => {
          if (stream.sizeExceeded) return done(TOO_LARGE);
          const raw = Buffer.from(octets);
          const receivedAt = clock.now();
          const reception = { id: nextId(receivedAt), receivedAt, ...envelopeOf(session) };
          await store.add(await readMail(raw, reception), raw);
          done(null, 'kept');
        })
        .catch(done);
    },
  });
  // a client that breaks off is its own affair; failing to listen is told by the promise below
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function envelopeOf({ envelope, secure }: SMTPServerSession) {
  return {
    to: envelope.rcptTo.map(({ address }) => address),
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    tls: secure,
  };
}
