import { type Deps, recordUnlimitedFile, type UncountedFetch, untilRecorded } from '@umschlag/core';
import { newId } from '@umschlag/std';

/**
 * More than the buffers between the archive and the system's own hold: the piece that is ready, the one that waits for
 * its turn and the one that is being written (256 KiB each at most), and what the socket keeps besides.
 */
const IN_BUFFERS_OCTETS = 1024 ** 2;

/** What counts one response with an archive: each of its files is a fetch of its own. */
export interface ArchiveCount {
  /** A file has been written into the archive, which is so long up to its end. */
  written(fileId: string, endOctets: number): void;
  /** All of it was handed to the connection, which still stood. */
  delivered(): Promise<void>;
  /** The connection ended after this many octets. What may have been in our own buffers then does not count. */
  cut(handedOctets: number): Promise<void>;
}

/** Records when the response has ended, so that a database that is away holds up no archive, and until it is back. */
export function archiveCount(deps: Deps, recipientId: string): ArchiveCount {
  const members: { readonly fetch: UncountedFetch; readonly endOctets: number }[] = [];
  const recordUpTo = async (octets: number) => {
    for (const { fetch, endOctets } of members) {
      if (endOctets <= octets) await untilRecorded(() => recordUnlimitedFile(deps, fetch));
    }
  };
  return {
    written: (fileId, endOctets) => {
      members.push({ fetch: { fetchId: newId(), recipientId, fileId }, endOctets });
    },
    delivered: () => recordUpTo(Number.POSITIVE_INFINITY),
    cut: (handedOctets) => recordUpTo(handedOctets - IN_BUFFERS_OCTETS),
  };
}
