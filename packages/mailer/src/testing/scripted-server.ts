import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ScriptedServer {
  readonly port: number;
  /** Every line that came in clear. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/**
 * A server that says what the script says, for behaviour that no mail library has. For tests only.
 * @param script by the first word of a line, `CONNECT` for the greeting; `*` for any other; `undefined` says nothing, `end` hangs up
 */
export async function startScriptedServer(
  script: Readonly<Record<string, string | undefined>>,
): Promise<ScriptedServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const say = (word: string) => {
      const answer = script[word];
      if (answer === 'end') socket.destroy();
      else if (answer !== undefined) socket.write(`${answer}\r\n`);
    };
    say('CONNECT');
    socket.on('data', (octets) => {
      for (const line of octets.toString('latin1').split('\r\n').filter(Boolean)) {
        heard.push(line);
        const word = line.split(' ')[0]?.toUpperCase() ?? '';
        say(word in script ? word : '*');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
