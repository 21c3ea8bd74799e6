import { openLine } from './line.ts';
import { type Standalone, startStandalone } from './standalone.ts';

/** A stand-alone that browsers reach by a name: passkeys are bound to a domain, and an IP address is none. */
export async function startAtLocalhost(): Promise<Standalone> {
  const line = await openLine();
  const url = line.url.replace('127.0.0.1', 'localhost');
  const stack = await startStandalone(url);
  line.leadTo(Number(new URL(stack.url).port));
  const stop = async () => {
    await line.close();
    await stack.stop();
  };
  return { ...stack, url, stop };
}
