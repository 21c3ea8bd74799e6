import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type ArchiveMember, zipArchive } from './zip-archive.ts';

const MIB = 1024 ** 2;
const PIECE = new Uint8Array(256 * 1024);

function member(path: string[], pieceCount: number, onPiece: () => void = () => {}): ArchiveMember {
  const open = async function* () {
    for (let count = 0; count < pieceCount; count++) {
      onPiece();
      yield PIECE;
    }
  };
  return { path, sizeBytes: pieceCount * PIECE.length, open };
}

const run = promisify(execFile);

describe('a ZIP archive', () => {
  test('reads no further than it is read', async () => {
    let pulled = 0;
    const archive = zipArchive([member(['a'], 4000, () => pulled++)], new Date())[Symbol.asyncIterator]();
    for (let count = 0; count < 20; count++) await archive.next();
    expect(pulled).toBeLessThan(40);
    await archive.return?.(undefined);
  });

  test('tells of each member where it ends: there the next one begins, and after the last the directory', async () => {
    const ends: number[] = [];
    const members = [3, 0, 1].map((pieceCount, index) => ({
      ...member([`${index}`], pieceCount),
      written: (endOctets: number) => void ends.push(endOctets),
    }));
    const pieces: Uint8Array[] = [];
    for await (const piece of zipArchive(members, new Date())) pieces.push(piece);
    const archive = Buffer.concat(pieces);
    const signatures = ends.map((end) => archive.toString('latin1', end, end + 4));
    // APPNOTE 4.3.7 and 4.3.12
    expect(signatures).toEqual(['PK\x03\x04', 'PK\x03\x04', 'PK\x01\x02']);
  });

  test('of 512 MiB in two members does not take memory as it grows', async () => {
    const script = fileURLToPath(new URL('zip-archive-memory.fixture.ts', import.meta.url));
    const { stdout } = await run(process.execPath, ['--expose-gc', script]);
    const { canCollect, octets, mostHeldBytes } = JSON.parse(stdout);
    expect(canCollect).toBe(true);
    expect(octets).toBeGreaterThan(512 * MIB);
    expect(mostHeldBytes).toBeLessThan(64 * MIB);
  });

  test('whose member fails ends with that error, and the next member is not opened', async () => {
    let isOpened = false;
    const broken: ArchiveMember = {
      path: ['a'],
      sizeBytes: 2 * PIECE.length,
      open: async function* () {
        yield PIECE;
        throw new Error('the disk has gone');
      },
    };
    const next = member(['b'], 1, () => {
      isOpened = true;
    });
    const reading = (async () => {
      for await (const _ of zipArchive([broken, next], new Date()));
    })();
    await expect(reading).rejects.toThrow('the disk has gone');
    expect(isOpened).toBe(false);
  });

  test('that nobody reads on closes the member it was reading', async () => {
    let isClosed = false;
    const open = async function* () {
      try {
        for (;;) yield PIECE;
      } finally {
        isClosed = true;
      }
    };
    const archive = zipArchive([{ path: ['a'], sizeBytes: 100 * MIB, open }], new Date())[Symbol.asyncIterator]();
    await archive.next();
    await archive.next();
    await archive.return?.(undefined);
    for (let turn = 0; turn < 100 && !isClosed; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(true);
  });
});
