// Writes an archive of 512 MiB to nowhere and says what was held meanwhile. In a process of its own, with
// `--expose-gc`: in a test runner's full heap each collection takes seconds, and others' buffers count too.
import { type ArchiveMember, zipArchive } from './zip-archive.ts';

const MIB = 1024 ** 2;
// A fresh one each time, as what comes from the network is, or a piece that is kept would cost nothing.
const PIECE = new Uint8Array(256 * 1024);
const MEMBER_PIECES = 1024;
const LOOK_EVERY_OCTETS = 64 * MIB;

/** So that what nobody holds does not count: V8 gives the memory of buffers back beside the program, hence the turns. */
async function collectGarbage(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* pieces() {
  for (let count = 0; count < MEMBER_PIECES; count++) yield PIECE.slice();
}
const member = (name: string): ArchiveMember => ({
  path: [name],
  sizeBytes: MEMBER_PIECES * PIECE.length,
  open: pieces,
});

await collectGarbage();
const before = process.memoryUsage().arrayBuffers;
let octets = 0;
let nextLook = 0;
let mostHeldBytes = 0;
for await (const piece of zipArchive([member('a'), member('b')], new Date())) {
  octets += piece.length;
  if (octets < nextLook) continue;
  nextLook += LOOK_EVERY_OCTETS;
  await collectGarbage();
  mostHeldBytes = Math.max(mostHeldBytes, process.memoryUsage().arrayBuffers - before);
}
process.stdout.write(JSON.stringify({ canCollect: typeof globalThis.gc === 'function', octets, mostHeldBytes }));
