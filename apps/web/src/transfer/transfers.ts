import { useEffect, useState } from 'preact/hooks';
import { OwnWorker } from '../start-worker.ts';
import type {
  AcceptedKinds,
  AddedFile,
  DraftFile,
  FromWorker,
  PickedFile,
  ToWorker,
  Transfer,
  TransferPhase,
  UploadTarget,
} from './messages.ts';
import workerUrl from './upload.worker.ts?worker&url';
import { observeUploads, type UploadPlace } from './upload-data.ts';

/** Of all drafts in this tab. */
const transfers: Readonly<Record<UploadPlace, Map<string, Transfer>>> = {
  deliveries: new Map(),
  submissions: new Map(),
};
const listeners = new Set<() => void>();
/** One for each place: what ends with a session ends without the other. */
const workers: Partial<Record<UploadPlace, OwnWorker<FromWorker>>> = {};

const UNDER_WAY: ReadonlySet<TransferPhase> = new Set([
  'waiting',
  'checking',
  'sending',
  'offline',
  'retrying',
  'storage',
]);

export const isUnderWay = ({ phase }: Transfer): boolean => UNDER_WAY.has(phase);

/** Whether a file is neither stored nor on its way by itself, so that a person has to do something about it. */
export const isStuck = (transfer: Transfer): boolean => transfer.phase !== 'stored' && !isUnderWay(transfer);

function send(place: UploadPlace, message: ToWorker): void {
  const worker = workers[place] ?? startWorker(place);
  worker.postMessage(message);
}

function startWorker(place: UploadPlace): OwnWorker<FromWorker> {
  const worker = new OwnWorker<FromWorker>(workerUrl, place);
  worker.onmessage = ({ data }) => take(place, data);
  workers[place] = worker;
  addEventListener('beforeunload', warnBeforeLeaving);
  return worker;
}

function take(place: UploadPlace, { changed, removed, ended }: FromWorker): void {
  const own = transfers[place];
  if (ended) {
    delete workers[place];
    own.clear();
  }
  for (const transfer of changed) own.set(transfer.id, transfer);
  for (const id of removed) own.delete(id);
  tellListeners();
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

const someUnderWay = (place: UploadPlace): boolean => [...transfers[place].values()].some(isUnderWay);

observeUploads(() => someUnderWay('deliveries'));

/** Leaving ends the worker. What is sent stays, but people should know. */
function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  if (someUnderWay('deliveries') || someUnderWay('submissions')) event.preventDefault();
}

const placeOf = ({ submissionToken }: UploadTarget): UploadPlace =>
  submissionToken === undefined ? 'deliveries' : 'submissions';

/** @param id of a transfer */
function sendFor(id: string, message: ToWorker): void {
  send(transfers.submissions.has(id) ? 'submissions' : 'deliveries', message);
}

/** How the files that are added are uploaded. */
interface AddedAs {
  /** Levels 3 and 4. */
  readonly isSecret: boolean;
  /** In a submission: which requested document they are; without it, something else. */
  readonly requestedDocumentId?: string | undefined;
  /** In a submission of level 3 or 4. */
  readonly accepted?: AcceptedKinds;
}

/** The uploads of all drafts go on while this tab is open, whatever page it shows. */
export const uploads = {
  open: (target: UploadTarget, files: readonly DraftFile[]) => send(placeOf(target), { type: 'open', target, files }),
  add(target: UploadTarget, files: readonly PickedFile[], { isSecret, requestedDocumentId, accepted = null }: AddedAs) {
    const picked = files.map((file) => ({ ...file, id: crypto.randomUUID() }));
    const place = placeOf(target);
    const last = Math.max(-1, ...transfersOf(target.deliveryId).map(({ position }) => position));
    for (const [index, one] of picked.entries()) {
      transfers[place].set(one.id, newTransfer(target, one, { requestedDocumentId, position: last + 1 + index }));
    }
    send(place, { type: 'add', target, picked, isSecret, requestedDocumentId, accepted });
    tellListeners();
  },
  choose: (id: string, picked: PickedFile) => sendFor(id, { type: 'choose', id, picked }),
  pause: (id: string) => sendFor(id, { type: 'pause', id }),
  resume: (id: string) => sendFor(id, { type: 'resume', id }),
  remove: (id: string) => sendFor(id, { type: 'remove', id }),
  /** The draft was sent or thrown away. */
  forget(target: UploadTarget) {
    const { deliveryId } = target;
    const place = placeOf(target);
    if (workers[place]) send(place, { type: 'forget', deliveryId });
    for (const { id } of transfersOf(deliveryId)) transfers[place].delete(id);
  },
};

/** A file that the worker has not told of yet: shown at once, so that nobody presses "send" without it. */
function newTransfer(
  { deliveryId }: UploadTarget,
  { id, path, file }: AddedFile,
  place: Pick<Transfer, 'requestedDocumentId' | 'position'>,
): Transfer {
  return {
    id,
    deliveryId,
    path,
    ...place,
    fileId: undefined,
    sizeBytes: file.size,
    sentBytes: 0,
    phase: 'waiting',
    problem: undefined,
    changed: false,
    wrongFile: false,
    handle: undefined,
  };
}

function transfersOf(deliveryId: string | undefined): Transfer[] {
  return [...transfers.deliveries.values(), ...transfers.submissions.values()]
    .filter((transfer) => transfer.deliveryId === deliveryId)
    .sort((one, other) => one.position - other.position);
}

/** The files of a draft, kept up to date. */
export function useTransfers(deliveryId: string | undefined): readonly Transfer[] {
  const [, setVersion] = useState(0);
  useEffect(() => {
    const update = () => setVersion((version) => version + 1);
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, [deliveryId]);
  return transfersOf(deliveryId);
}
