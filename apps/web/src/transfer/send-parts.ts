import type { Part } from '@umschlag/sealed/web';
import type { ApiProblem } from '../api/problem.ts';
import type { PartSealer } from './part-sealer.ts';
import { putPart } from './put-part.ts';
import { untilDone } from './retry.ts';
import { partsInFlight, type Slots } from './slots.ts';
import type { UploadRecord } from './upload-store.ts';

interface SendParts {
  readonly record: UploadRecord;
  readonly sealer: PartSealer;
  /** Numbers of the parts that the server has. */
  readonly stored: ReadonlySet<number>;
  readonly slots: Slots;
  readonly signal: AbortSignal;
  trouble(problem: ApiProblem | undefined): void;
  /** @param bytes of this file's plaintext that have left so far */
  onSent(bytes: number): void;
}

/** Sends what is missing, several parts at a time. The first failure stops the others and is thrown. */
export async function sendParts(work: SendParts): Promise<void> {
  const own = new AbortController();
  const signal = AbortSignal.any([work.signal, own.signal]);
  const progress = new Map<number, number>();
  const report = (part: Part, bytes: number) => {
    progress.set(part.number, Math.min(bytes, part.plainEnd - part.plainStart));
    work.onSent([...progress.values()].reduce((sum, one) => sum + one, 0));
  };
  const { parts } = work.sealer;
  for (const part of parts) if (work.stored.has(part.number)) report(part, Number.POSITIVE_INFINITY);

  const running: Promise<void>[] = [];
  let failure: { readonly error: unknown } | undefined;
  for (const part of parts.filter(({ number }) => !work.stored.has(number))) {
    const release = await work.slots.acquire(signal).catch(() => undefined);
    if (!release) break;
    const sending = sendPart(work, part, signal, report).then(release, (error) => {
      release();
      failure ??= { error };
      own.abort(error);
    });
    running.push(sending);
  }
  await Promise.all(running);
  if (failure) throw failure.error;
  work.signal.throwIfAborted();
}

async function sendPart(
  { record, sealer, slots, trouble }: SendParts,
  part: Part,
  signal: AbortSignal,
  report: (part: Part, bytes: number) => void,
): Promise<void> {
  signal.throwIfAborted();
  const sealed = await sealer.seal(part);
  const { uploadId, uploadToken } = record;
  const onProgress = (sent: number) => report(part, sent);
  const send = async () => {
    const startedAt = performance.now();
    await putPart({ uploadId, uploadToken, number: part.number, sealed, signal, onProgress });
    slots.limit = partsInFlight(performance.now() - startedAt);
  };
  const onTrouble = (problem: ApiProblem | undefined) => {
    if (problem) report(part, 0);
    trouble(problem);
  };
  await untilDone(send, signal, onTrouble);
  report(part, Number.POSITIVE_INFINITY);
}
