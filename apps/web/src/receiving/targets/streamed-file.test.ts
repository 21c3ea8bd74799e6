import { afterEach, describe, expect, test } from '@jest/globals';
import type { FromStream, ToStream } from './stream-messages.ts';
import { streamedFile } from './streamed-file.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A service worker's end of a download, and what it has been sent. */
function begin(abort = new AbortController()) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const got: ToStream[] = [];
  let wake = () => {};
  port2.onmessage = ({ data }: MessageEvent<ToStream>) => {
    got.push(data);
    wake();
  };
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      wake = () => got.length >= count && resolve();
      wake();
    });
  const tell = (message: FromStream) => port2.postMessage(message);
  return { target: streamedFile(port1, abort.signal, () => {}), got, heard, tell };
}

/** As long as a message takes. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  port1.postMessage(null);
  return new Promise((resolve) => {
    port2.onmessage = () => resolve();
  });
}

describe('a download that the service worker answers', () => {
  test('gets a piece when the browser asks for one, and no sooner', async () => {
    const { target, got, heard, tell } = begin();
    const written = target.write(Uint8Array.of(1, 2));
    await turn();
    expect(got).toEqual([]);
    tell({ name: 'pull' });
    await written;
    await heard(1);
    expect(got).toMatchObject([{ name: 'piece', octets: Uint8Array.of(1, 2) }]);
    await target.abandon();
  });

  test('is complete once the browser has taken as many octets as were sent', async () => {
    const { target, heard, tell } = begin();
    tell({ name: 'pull' });
    await target.write(Uint8Array.of(1, 2));
    tell({ name: 'pull' });
    const complete = target.complete();
    await heard(2);
    tell({ name: 'taken', sizeBytes: 2 });
    await expect(complete).resolves.toBeUndefined();
  });

  test('is not complete when the browser has taken fewer', async () => {
    const { target, heard, tell } = begin();
    tell({ name: 'pull' });
    await target.write(Uint8Array.of(1, 2));
    tell({ name: 'pull' });
    const complete = target.complete();
    await heard(2);
    tell({ name: 'taken', sizeBytes: 1 });
    await expect(complete).rejects.toMatchObject({ name: 'SavingError' });
  });

  test('ends when the person cancels it in the browser’s own list, or here', async () => {
    const inTheList = begin();
    const written = inTheList.target.write(Uint8Array.of(1));
    inTheList.tell({ name: 'cancelled' });
    await expect(written).rejects.toMatchObject({ name: 'CancelledError' });
    await inTheList.target.abandon();

    const abort = new AbortController();
    const { target } = begin(abort);
    const here = target.write(Uint8Array.of(1));
    abort.abort(new Error('here'));
    await expect(here).rejects.toThrow('here');
    await target.abandon();
  });

  test('that is abandoned is told to the service worker, which breaks it off', async () => {
    const { target, got, heard } = begin();
    await target.abandon();
    await heard(1);
    expect(got).toEqual([{ name: 'fail' }]);
  });
});
