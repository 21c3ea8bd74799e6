// Started by rgw.test.ts, which kills it: starts a gateway and leaves it running.
import { startRgw } from '../src/testing/index.ts';

const { endpoint } = await startRgw();
process.stdout.write(`${endpoint}\n`);
setInterval(() => {}, 60_000);
