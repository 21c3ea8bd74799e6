/**
 * Makes a ZIP archive of more than 4 GiB, with a member of more than 4 GiB and others behind it, and has it checked by
 * `unzip -t` and Python's zipfile. By hand: `node tests/load/zip64.ts`; needs 5 GB in the temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ArchiveMember, zipArchive } from '@umschlag/std/zip';

const GIB = 1024 ** 3;
const PIECE = new Uint8Array(256 * 1024).map((_, index) => index * 31);
const SIZES = [5, 4 * GIB + 77_777, 300 * 1024, 0, GIB / 8];

function member(sizeBytes: number, index: number): ArchiveMember {
  const source = async function* () {
    for (let left = sizeBytes; left > 0; left -= PIECE.length) yield PIECE.subarray(0, Math.min(left, PIECE.length));
  };
  return { path: ['Größe', `${index}.bin`], sizeBytes, open: source };
}

const folder = mkdtempSync(join(tmpdir(), 'umschlag-zip64-'));
try {
  const path = join(folder, 'a.zip');
  const startedAt = Date.now();
  let peakBytes = 0;
  const file = await open(path, 'w');
  for await (const piece of zipArchive(SIZES.map(member), new Date())) {
    await file.write(piece);
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
  }
  const { size } = await file.stat();
  await file.close();
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(
    `${(size / GIB).toFixed(2)} GiB in ${seconds.toFixed(1)} s, resident at most ${Math.round(peakBytes / 1e6)} MB`,
  );
  execFileSync('unzip', ['-tqq', path], { stdio: 'inherit' });
  const reader = fileURLToPath(new URL('../invariants/transfer/read-zip.py', import.meta.url));
  const { bad, members } = JSON.parse(execFileSync('python3', [reader, path], { encoding: 'utf8' }));
  const sizes = members.map((one: { size: number }) => one.size);
  if (bad !== null || sizes.join() !== SIZES.join()) throw new Error(`The archive is wrong: ${bad} ${sizes}`);
  console.log('unzip and Python agree: 1 passed, 0 failed');
} finally {
  rmSync(folder, { recursive: true });
}
