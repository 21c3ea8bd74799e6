import type { Delivery, DraftFields } from '@umschlag/contract';
import { Interrupted } from '../exit.ts';
import { type Client, patience, RefusedError } from '../http/index.ts';
import type { Progress } from '../terminal/index.ts';
import {
  IN_FLIGHT,
  inParallel,
  type LocalFile,
  Slots,
  Turns,
  type UploadedFile,
  uploadFile,
} from '../transfer/index.ts';

const TIDY_UP_MS = 10_000;

/** Levels 3 and 4: what comes between the files and sending. */
export interface Sealing {
  /** Before an octet moves. @throws CommandError when the server has made another draft than was asked for */
  check(draft: Delivery): void;
  /** Stores the manifest for everybody who reads it. @returns ids of recipients to whom it is released later */
  seal(client: Client, delivery: Delivery, files: readonly UploadedFile[]): Promise<string[]>;
}

/**
 * Makes a draft, sends its files and then the draft. When anything ends it before, the draft is thrown away.
 * @throws RefusedError, UnreachableError, Interrupted, UsageError
 */
export async function sendDelivery(
  client: Client,
  draft: DraftFields,
  files: readonly LocalFile[],
  progress: Progress,
  sealing?: Sealing,
): Promise<Delivery> {
  const { delivery } = await client.call('POST /api/v1/deliveries', { body: draft });
  try {
    sealing?.check(delivery);
    const { uploaded, ours } = await sendFiles(client, delivery.id, files, progress, sealing !== undefined);
    await takeOutStrays(client, delivery.id, ours);
    // Manifests go when a file is taken out, so they come after that.
    const pending = await sealing?.seal(client, delivery, uploaded);
    if (client.patience.signal.aborted) throw new Interrupted();
    return await send(client, delivery.id, pending ? { pending } : {});
  } catch (error) {
    progress.end();
    await throwAway(client, delivery.id, progress);
    throw error;
  }
}

/** The first file that fails stops the others: what they would still send is of no use. */
async function sendFiles(
  client: Client,
  id: string,
  files: readonly LocalFile[],
  progress: Progress,
  isSecret: boolean,
): Promise<{ uploaded: UploadedFile[]; ours: ReadonlySet<string> }> {
  const stop = new AbortController();
  const signal = AbortSignal.any([client.patience.signal, stop.signal]);
  const ours = new Set<string>();
  const uploaded = new Map<LocalFile, UploadedFile>();
  let first: unknown;
  const ports = {
    client: client.with({ ...client.patience, signal }),
    slots: new Slots(IN_FLIGHT),
    turns: new Turns(),
    progress,
    isSecret,
    onDeclared: (fileId: string) => void ours.add(fileId),
  };
  await inParallel(files.entries(), IN_FLIGHT, async ([position, file]) => {
    try {
      uploaded.set(file, await uploadFile(ports, id, { ...file, position }));
    } catch (error) {
      // The others end as interrupted, which is not what the person has to know.
      first ??= error;
      stop.abort();
      throw first;
    }
  });
  return { uploaded: files.map((file) => uploaded.get(file)!), ours };
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
async function send(client: Client, id: string, body: { pending?: string[] }): Promise<Delivery> {
  try {
    const input = { params: { id }, body, repeatable: true };
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
