import type { ServerResponse } from 'node:http';

/** How often it is looked within the time allowed. */
const LOOKS = 10;

/**
 * Ends a response whose connection takes no octets for `stalledMs` although some are waiting; its reader can go on
 * later with a range. A storage that is slow to give octets does not count: then none are waiting. The server's own
 * timeout does not see a reader who takes one octet now and then.
 */
export function endWhenStalled(response: ServerResponse, stalledMs: number): void {
  let takenOctets = -1;
  let looksInVain = 0;
  const look = () => {
    const { socket } = response;
    if (!socket) return;
    // What lies ready counts until the whole of the piece that it belongs to is gone.
    const waitingOctets = socket.writableLength;
    const nowTaken = socket.bytesWritten - waitingOctets;
    looksInVain = waitingOctets > 0 && nowTaken === takenOctets ? looksInVain + 1 : 0;
    takenOctets = nowTaken;
    if (looksInVain === LOOKS) response.destroy();
  };
  const timer = setInterval(look, stalledMs / LOOKS).unref();
  response.once('close', () => clearInterval(timer));
}
