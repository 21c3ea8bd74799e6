import { configure, ZipWriter } from '@zip.js/zip.js';
import { portablePaths } from './portable-names.ts';
import type { ByteSource } from './streams.ts';

// Worker threads would buffer whole entries; there is nothing to compress.
configure({ useWebWorkers: false });

/** One member of an archive. */
export interface ArchiveMember {
  /** Folders from the outermost, then the name; what not every system can unpack is changed. */
  readonly path: readonly string[];
  readonly sizeBytes: number;
  /** Is called when its turn has come, so that one member at a time is open. */
  open(): ByteSource;
  /** Is called when it has been written. @param endOctets how long the archive is up to the member's end */
  written?(endOctets: number): void;
}

/**
 * A ZIP archive as a stream: members stored as they are, one after another, with constant memory and ZIP64 records
 * where a size or place passes 4 GiB (APPNOTE 4.3.14). Reads no further than the consumer does.
 * An error of a member ends the stream with that error; there is no end record then, so no tool takes it for whole.
 * @param modifiedAt the date of every member
 */
export async function* zipArchive(members: readonly ArchiveMember[], modifiedAt: Date): ByteSource {
  let octets = 0;
  const transform = (piece: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    octets += piece.length;
    controller.enqueue(piece);
  };
  const { readable, writable } = new TransformStream({ transform }, { highWaterMark: 1 }, { highWaterMark: 0 });
  const written = writeAll(writable, members, modifiedAt, (member) => member.written?.(octets));
  // The failure reaches the consumer through the stream.
  written.catch(() => undefined);
  yield* piecesOf(readable);
  await written;
}

async function writeAll(
  writable: WritableStream<Uint8Array>,
  members: readonly ArchiveMember[],
  modifiedAt: Date,
  written: (member: ArchiveMember) => void,
): Promise<void> {
  try {
    const archive = new ZipWriter(writable, { level: 0, keepOrder: true, useUnicodeFileNames: true });
    const paths = portablePaths(members.map(({ path }) => path));
    for (const [at, member] of members.entries()) {
      const readable = streamOf(member.open());
      const described = { lastModDate: modifiedAt, uncompressedSize: member.sizeBytes };
      await archive.add(paths[at]!.join('/'), readable, described);
      written(member);
    }
    await archive.close();
  } catch (error) {
    await writable.abort(error).catch(() => undefined);
    throw error;
  }
}

/** `ReadableStream.from`, which not every browser has. */
function streamOf(source: ByteSource): ReadableStream<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await pieces.return?.()),
    },
    { highWaterMark: 0 },
  );
}

/** A stream's own iteration, which not every browser has either. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): ByteSource {
  const reader = stream.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isOver) await reader.cancel().catch(() => undefined);
  }
}
