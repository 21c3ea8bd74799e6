// Started by file.test.ts, which kills it: writes an object that never ends.
import { createFileStore } from '../src/index.ts';

const store = await createFileStore({ root: process.argv[2]! });
async function* endless() {
  for (let n = 0; ; n++) {
    yield Buffer.alloc(100_000, n);
    if (n === 50) process.stdout.write('under way\n');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
await store.put('killed/object', endless(), { sizeBytes: Number.MAX_SAFE_INTEGER });
