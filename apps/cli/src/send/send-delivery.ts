import type { Delivery, DraftFields } from '@umschlag/contract';
import { Interrupted } from '../exit.ts';
import { type Client, patience, RefusedError } from '../http/index.ts';
import type { Progress } from '../terminal/index.ts';
import { IN_FLIGHT, inParallel, type LocalFile, Slots, Turns, uploadFile } from '../transfer/index.ts';

const TIDY_UP_MS = 10_000;

/**
 * Makes a draft, sends its files and then the draft. When anything ends it before, the draft is thrown away.
 * @throws RefusedError, UnreachableError, Interrupted, UsageError
 */
export async function sendDelivery(
  client: Client,
  draft: DraftFields,
  files: readonly LocalFile[],
  progress: Progress,
): Promise<Delivery> {
  const { delivery } = await client.call('POST /api/v1/deliveries', { body: draft });
  try {
    const ours = await sendFiles(client, delivery.id, files, progress);
    await takeOutStrays(client, delivery.id, ours);
    if (client.patience.signal.aborted) throw new Interrupted();
    return await send(client, delivery.id);
  } catch (error) {
    progress.end();
    await throwAway(client, delivery.id, progress);
    throw error;
  }
}

/** The first file that fails stops the others: what they would still send is of no use. @returns ids of the files */
async function sendFiles(client: Client, id: string, files: readonly LocalFile[], progress: Progress) {
  const stop = new AbortController();
  const signal = AbortSignal.any([client.patience.signal, stop.signal]);
  const ours = new Set<string>();
  let first: unknown;
  const ports = {
    client: client.with({ ...client.patience, signal }),
    slots: new Slots(IN_FLIGHT),
    turns: new Turns(),
    progress,
    onDeclared: (fileId: string) => void ours.add(fileId),
  };
  await inParallel(files, IN_FLIGHT, async (file) => {
    try {
      await uploadFile(ports, id, file);
    } catch (error) {
      // The others end as interrupted, which is not what the person has to know.
      first ??= error;
      stop.abort();
      throw first;
    }
  });
  return ours;
}

/** A declaration whose answer was lost was made again: the first one stands in the draft without content. */
async function takeOutStrays(client: Client, id: string, ours: ReadonlySet<string>): Promise<void> {
  const { delivery } = await client.call('GET /api/v1/deliveries/:id', { params: { id } });
  for (const { id: fileId, state } of delivery.files) {
    if (ours.has(fileId) || state === 'stored') continue;
    await client.call('DELETE /api/v1/deliveries/:id/files/:fileId', { params: { id, fileId } });
  }
}

/** When the answer to sending was lost, the second try finds it sent. */
async function send(client: Client, id: string): Promise<Delivery> {
  try {
    const input = { params: { id }, body: {}, repeatable: true };
    return (await client.call('POST /api/v1/deliveries/:id/send', input)).delivery;
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === 'delivery_not_draft')) throw error;
    const { delivery } = await client.call('GET /api/v1/deliveries/:id', { params: { id } });
    if (delivery.state !== 'active') throw error;
    return delivery;
  }
}

/** With a patience of its own: the person's signal may have been the reason. */
async function throwAway(client: Client, id: string, progress: Progress): Promise<void> {
  const short = { ...patience(AbortSignal.timeout(TIDY_UP_MS)), patienceMs: TIDY_UP_MS };
  try {
    await client.with(short).call('DELETE /api/v1/deliveries/:id', { params: { id } });
    progress.note('Nothing was sent; the draft was deleted.');
  } catch {
    progress.note(`Nothing was sent; the draft ${id} is still on the server, delete it in the web app.`);
  }
}
