import type { DeliveryFile } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { OwnWorker } from '../start-worker.ts';
import type { FromWorker, PickedFile, ToWorker, Transfer, TransferPhase } from './messages.ts';
import workerUrl from './upload.worker.ts?worker&url';
import { observeUploads } from './upload-data.ts';

/** Of all drafts in this tab. */
const transfers = new Map<string, Transfer>();
const listeners = new Set<() => void>();
let worker: OwnWorker<FromWorker> | undefined;

const UNDER_WAY: ReadonlySet<TransferPhase> = new Set([
  'waiting',
  'checking',
  'sending',
  'offline',
  'retrying',
  'storage',
]);

export const isUnderWay = ({ phase }: Transfer): boolean => UNDER_WAY.has(phase);

function send(message: ToWorker): void {
  if (!worker) {
    worker = new OwnWorker(workerUrl);
    worker.onmessage = ({ data }) => take(data);
    addEventListener('beforeunload', warnBeforeLeaving);
  }
  worker.postMessage(message);
}

function take({ changed, removed, ended }: FromWorker): void {
  if (ended) {
    worker = undefined;
    transfers.clear();
  }
  for (const transfer of changed) transfers.set(transfer.id, transfer);
  for (const id of removed) transfers.delete(id);
  for (const listener of listeners) listener();
}

const someUnderWay = (): boolean => [...transfers.values()].some(isUnderWay);

observeUploads(someUnderWay);

/** Leaving ends the worker. What is sent stays, but people should know. */
function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  if (someUnderWay()) event.preventDefault();
}

/** The uploads of all drafts go on while this tab is open, whatever page it shows. */
export const uploads = {
  open: (deliveryId: string, files: readonly DeliveryFile[]) => send({ type: 'open', deliveryId, files }),
  add: (deliveryId: string, picked: readonly PickedFile[], isSecret: boolean) =>
    send({ type: 'add', deliveryId, picked, isSecret }),
  choose: (id: string, picked: PickedFile) => send({ type: 'choose', id, picked }),
  pause: (id: string) => send({ type: 'pause', id }),
  resume: (id: string) => send({ type: 'resume', id }),
  remove: (id: string) => send({ type: 'remove', id }),
  /** The draft was sent or thrown away. */
  forget(deliveryId: string) {
    if (worker) send({ type: 'forget', deliveryId });
    for (const { id } of transfersOf(deliveryId)) transfers.delete(id);
  },
};

function transfersOf(deliveryId: string | undefined): Transfer[] {
  return [...transfers.values()]
    .filter((transfer) => transfer.deliveryId === deliveryId)
    .sort((one, other) => one.position - other.position);
}

/** The files of a draft, kept up to date. */
export function useTransfers(deliveryId: string | undefined): readonly Transfer[] {
  const [list, setList] = useState(() => transfersOf(deliveryId));
  useEffect(() => {
    const update = () => setList(transfersOf(deliveryId));
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, [deliveryId]);
  return list;
}
