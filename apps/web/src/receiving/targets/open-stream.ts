import { registerOurs } from '../../trusted-types.ts';
import { type FromOffer, STREAM_SCOPE, type ToServiceWorker } from './stream-messages.ts';

/** The browser has to be quick here: it fetches from its own service worker. */
const PATIENCE_MS = 15_000;

/** A download that the browser has begun, still without octets. */
export interface OpenStream {
  /** For the worker that opens them. */
  readonly port: MessagePort;
  ping(): void;
  /** The page goes: the download ends as broken off. */
  abandon(): void;
  /** It is over; takes away what was needed for it. */
  close(): void;
}

/** @throws Error where there is no service worker, or it does not answer */
export async function openStream(name: string, sizeBytes: number | undefined): Promise<OpenStream> {
  const worker = await activeWorker();
  const id = crypto.randomUUID();
  const [data, control] = [new MessageChannel(), new MessageChannel()];
  const send = (message: ToServiceWorker, ports: Transferable[] = []) => worker.postMessage(message, ports);
  const told = listen(control.port1);
  const headers = headersFor(name, sizeBytes);
  send({ name: 'offer', id, headers, data: data.port2, control: control.port2 }, [data.port2, control.port2]);
  const frame = document.createElement('iframe');
  const close = () => {
    control.port1.close();
    frame.remove();
  };
  try {
    await told('known');
    frame.hidden = true;
    // A navigation: browsers make a download of it, and it asks the service worker though the page is not its own.
    frame.src = STREAM_SCOPE + id;
    document.body.append(frame);
    await told('fetched');
  } catch (error) {
    send({ name: 'abandon', id });
    close();
    throw error;
  }
  return {
    port: data.port1,
    ping: () => send({ name: 'ping', id }),
    abandon: () => send({ name: 'abandon', id }),
    close,
  };
}

async function activeWorker(): Promise<ServiceWorker> {
  const registration = await registerOurs('/service-worker.js', STREAM_SCOPE);
  if (registration.active) return registration.active;
  const coming = registration.installing ?? registration.waiting;
  if (!coming) throw new Error('There is no service worker.');
  return inTime(
    new Promise((resolve, reject) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated') resolve(coming);
        if (coming.state === 'redundant') reject(new Error('The service worker does not start.'));
      });
    }),
  );
}

function listen(port: MessagePort): (what: FromOffer) => Promise<void> {
  const heard = new Set<FromOffer>();
  let wake = () => {};
  port.onmessage = ({ data }: MessageEvent<FromOffer>) => {
    heard.add(data);
    wake();
  };
  return (what) =>
    inTime(
      new Promise((resolve) => {
        wake = () => heard.has(what) && resolve();
        wake();
      }),
    );
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The service worker does not answer.')), PATIENCE_MS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** RFC 8187 §3.2.1: what may stand unescaped in an extended value. */
const ESCAPED = /['()*]/g;

function headersFor(name: string, sizeBytes: number | undefined): Record<string, string> {
  const extended = encodeURIComponent(name).replace(
    ESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${extended}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...(sizeBytes === undefined ? {} : { 'content-length': String(sizeBytes) }),
  };
}
