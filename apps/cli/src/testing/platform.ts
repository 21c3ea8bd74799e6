import { createApp, listen } from '@umschlag/api';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { run } from '../run.ts';
import { type RecordedTerminal, recordedTerminal } from './recorded-terminal.ts';

export type Ended = RecordedTerminal & { readonly exitCode: number };

/** The real API with a caseworker, and the command as that caseworker calls it. */
export async function startPlatform() {
  const api = await startTestApi();
  const caseworker = await api.signInAs(await api.createCaseworker());
  const { body } = await api.call('POST /api/v1/api-tokens', {
    cookie: caseworker.cookie,
    body: { name: 'Script', validDays: 30 },
  });
  const env = { UMSCHLAG_URL: api.url, UMSCHLAG_TOKEN: body.token };
  const umschlag = async (
    args: readonly string[],
    how: Omit<Parameters<typeof recordedTerminal>[0] & object, 'env'> & { env?: Record<string, string> } = {},
  ): Promise<Ended> => {
    const terminal = recordedTerminal({ ...how, env: { ...env, ...how.env } });
    return { ...terminal, exitCode: await run(args, terminal) };
  };
  return { api, caseworker, env, umschlag, [Symbol.asyncDispose]: () => api.close() };
}

/** Stops the server of a test and starts it again on the same port, as an update does. */
export async function restart(api: TestApi, whileDown: () => Promise<void>): Promise<{ close(): Promise<void> }> {
  api.app.server.closeAllConnections();
  await api.app.close();
  await whileDown();
  const again = await createApp(api.deps, { logLevel: 'silent' });
  const running = await listen(again, { host: '127.0.0.1', port: Number(new URL(api.url).port) });
  return { close: () => running.close(0) };
}
