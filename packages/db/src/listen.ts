import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  /** Called after each renewed connection: messages sent in between are lost, so look for yourself. */
  readonly onReconnect?: () => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/**
 * LISTEN on a connection of its own, renewed whenever it breaks, until closed.
 * @throws DatabaseUnavailable's cause when the first connection fails.
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const closing = new AbortController();
  let client = await subscribe(options);
  const keepUp = async () => {
    for (;;) {
      await ended(client, closing.signal);
      if (closing.signal.aborted) return;
      const next = await subscribeAgain(options, closing.signal);
      if (!next) return;
      client = next;
      options.onReconnect?.();
    }
  };
  const running = keepUp();
  let closed: Promise<void> | undefined;
  const close = async () => {
    closing.abort();
    await running;
    await client.end().catch(() => {});
  };
  return {
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function subscribe({ url, applicationName, channel, onMessage }: ListenOptions): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: applicationName, keepAlive: true });
  // Its 'end' follows; without a listener the event would end Node.
  client.on('error', () => {});
  client.on('notification', (message) => onMessage(message.payload ?? ''));
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function subscribeAgain(options: ListenOptions, signal: AbortSignal): Promise<pg.Client | undefined> {
  for (let waitMs = FIRST_RETRY_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
    const client = await subscribe(options).catch(() => undefined);
    if (client) return client;
    await delay(waitMs, undefined, { signal }).catch(() => {});
  }
  return undefined;
}

function ended(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    client.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
