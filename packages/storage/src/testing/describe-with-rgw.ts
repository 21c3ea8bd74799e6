import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type Rgw, rgwMissing, startRgw } from './start-rgw.ts';

/**
 * As `describe`, with a gateway of its own, which can be asked for within hooks and tests.
 * Where none can be started it is skipped, loudly and with the reason.
 */
export function describeWithRgw(name: string, define: (rgw: () => Rgw) => void): void {
  const reason = rgwMissing();
  if (reason) {
    process.stderr.write(`SKIPPED: ${name}, because ${reason}\n`);
    describe.skip(`${name} (${reason})`, () => test('left out', () => {}));
    return;
  }
  describe(name, () => {
    let rgw: Rgw | undefined;
    beforeAll(async () => {
      rgw = await startRgw();
    });
    afterAll(() => rgw?.stop());
    define(() => rgw!);
  });
}
