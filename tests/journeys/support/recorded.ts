import { type Line, openLine } from './line.ts';
import { type Standalone, startStandalone } from './standalone.ts';

export interface Recorded extends Standalone {
  /** How many places in all that browsers have sent hold one of these, in clear, in base64 or in hex. */
  leaks(secrets: Readonly<Record<string, Buffer>>): string[];
}

/** A stand-alone behind a line that keeps every octet that browsers send. */
export async function startRecorded(): Promise<Recorded> {
  const line = await openLine(true);
  const stack = await startStandalone(line.url);
  line.leadTo(Number(new URL(stack.url).port));
  const stop = async () => {
    await line.close();
    await stack.stop();
  };
  return { ...stack, url: line.url, stop, leaks: (secrets) => leaksOn(line, secrets) };
}

function leaksOn(line: Line, secrets: Readonly<Record<string, Buffer>>): string[] {
  const sent = line.sentOctets();
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => sent.some((octets) => octets.includes(form))))
    .map(([name]) => name);
}

/** As it might travel. Base64 depends on where a text begins in what is encoded: three ways. */
function formsOf(secret: Buffer): Buffer[] {
  const encoded = (['base64', 'base64url'] as const).flatMap((encoding) =>
    [0, 1, 2].map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), secret]).toString(encoding);
      // Characters that the neighbours have a part in are left out.
      return text.slice(before === 0 ? 0 : before + 1, -3);
    }),
  );
  const texts = [secret.toString('hex'), encodeURIComponent(secret.toString()), ...encoded];
  return [secret, ...texts.filter((text) => text.length >= 8).map((text) => Buffer.from(text))];
}
