import { type Line, openLine } from './line.ts';
import { type Standalone, startStandalone } from './standalone.ts';

/** A stand-alone that browsers reach over a line which a test can hold or cut. */
export async function startBehindLine(given: (line: Line) => void): Promise<Standalone> {
  const line = await openLine();
  given(line);
  const stack = await startStandalone(line.url);
  line.leadTo(Number(new URL(stack.url).port));
  const stop = async () => {
    await line.close();
    await stack.stop();
  };
  return { ...stack, url: line.url, stop };
}
