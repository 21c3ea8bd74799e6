import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sealedOctets } from './sealed-octets.ts';
import { createTicket } from './ticket.ts';

const OBJECT = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);

/** The platform: what it answers to a range. */
let answer: (start: number, end: number, signal: AbortSignal) => Response;
let asked: string[];

const scope = globalThis as unknown as Record<string, unknown>;
const { fetch } = globalThis;
beforeEach(() => {
  // As much of a browser as waiting for its network takes.
  scope.addEventListener ??= () => {};
  scope.removeEventListener ??= () => {};
  asked = [];
  scope.fetch = async (_: string, { headers, signal }: { headers: { range: string }; signal: AbortSignal }) => {
    asked.push(headers.range);
    const [start, last] = headers.range.slice('bytes='.length).split('-').map(Number) as [number, number];
    return answer(start, last + 1, signal);
  };
});
afterEach(() => {
  scope.fetch = fetch;
});

function part(body: BodyInit, start: number, end: number, total = OBJECT.length): Response {
  return new Response(body, { status: 206, headers: { 'content-range': `bytes ${start}-${end - 1}/${total}` } });
}

/** Some octets, and then `after` decides. */
const beginning = (octets: Uint8Array, after: (controller: ReadableStreamDefaultController) => void) => {
  const pull = [(one: ReadableStreamDefaultController) => one.enqueue(octets), after];
  return new ReadableStream({ pull: (controller) => pull.shift()?.(controller) }, { highWaterMark: 0 });
};

async function collect(start: number, end: number, abort = new AbortController()) {
  const troubles: (string | undefined)[] = [];
  const source = {
    ticket: createTicket('token', 'file', false),
    sealedSizeBytes: OBJECT.length,
    signal: abort.signal,
    onOctets: () => {},
    onTrouble: (trouble: { code: string } | undefined) => void troubles.push(trouble?.code),
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of sealedOctets(source, start, end)) pieces.push(piece);
  return { octets: pieces.flatMap((piece) => [...piece]), troubles };
}

describe('the octets of a sealed object', () => {
  test('go on with the very next one after a cut, and nothing is asked for twice', async () => {
    let cuts = 1;
    answer = (start, end) => {
      if (cuts-- === 0) return part(OBJECT.slice(start, end), start, end);
      const cut = beginning(OBJECT.subarray(start, start + 50_000), (one) => one.error(new TypeError('network error')));
      return part(cut, start, end);
    };
    const { octets, troubles } = await collect(1000, 150_000);
    expect(octets).toEqual([...OBJECT.subarray(1000, 150_000)]);
    expect(asked).toEqual(['bytes=1000-149999', 'bytes=51000-149999']);
    expect(troubles).toEqual(['network_unreachable', undefined]);
  });

  test('that end too early, without an error, are asked for further', async () => {
    answer = (start, end) => part(OBJECT.slice(start, Math.min(end, start + 60_000)), start, end);
    expect((await collect(0, 100_000)).octets).toEqual([...OBJECT.subarray(0, 100_000)]);
    expect(asked).toEqual(['bytes=0-99999', 'bytes=60000-99999']);
  });

  test('of another object than the expected one are not taken', async () => {
    answer = (start, end) => part(OBJECT.slice(start, end), start, end, OBJECT.length + 1);
    await expect(collect(0, OBJECT.length)).rejects.toMatchObject({ code: 'answer_unreadable' });
  });

  test('that begin elsewhere than asked are not taken', async () => {
    answer = () => new Response(OBJECT.slice());
    await expect(collect(1000, 2000)).rejects.toMatchObject({ code: 'answer_unreadable' });
  });

  test('are refused for good where the server says so, without trying again', async () => {
    answer = () => Response.json({ error: { code: 'not_found' } }, { status: 404 });
    await expect(collect(0, 10)).rejects.toMatchObject({ code: 'not_found' });
    expect(asked).toHaveLength(1);
  });

  test('end at once when the person cancels', async () => {
    const abort = new AbortController();
    answer = (start, end, signal) => {
      const hanging = beginning(OBJECT.subarray(start, start + 1000), (one) => {
        signal.addEventListener('abort', () => one.error(signal.reason));
        abort.abort(new Error('cancelled'));
      });
      return part(hanging, start, end);
    };
    await expect(collect(0, OBJECT.length, abort)).rejects.toThrow('cancelled');
  });
});
