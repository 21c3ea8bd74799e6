import { SECOND_MS } from '@umschlag/std';
import type { Api } from './api.ts';

export interface RunningApi {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Takes no new connections, lets requests under way end for up to `graceMs` (default 20 s), then cuts them. */
  close(graceMs?: number): Promise<void>;
}

/** Starts to listen. @param port 0 for any free one */
export async function listen(api: Api, at: { host: string; port: number }): Promise<RunningApi> {
  const url = await api.listen(at);
  const close = async (graceMs = 20 * SECOND_MS) => {
    const cut = setTimeout(() => api.server.closeAllConnections(), graceMs);
    await api.close().finally(() => clearTimeout(cut));
  };
  return { url, close };
}
