import { DeliveryUploads } from './delivery-uploads.ts';
import type { FileUpload } from './file-upload.ts';
import type { FromWorker, ToWorker, Transfer, UploadTarget } from './messages.ts';
import { Slots } from './slots.ts';
import type { UploadPlace } from './upload-data.ts';
import { watchStore } from './upload-database.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  close(): void;
  /** Where it keeps what is unfinished; the page says it when it starts the worker. */
  readonly name: string;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = self as unknown as WorkerScope;
const REPORT_MS = 200;

const deliveries = new Map<string, DeliveryUploads>();
const changed = new Set<FileUpload>();
let reporting = false;

const around = {
  files: new Slots(3),
  parts: new Slots(4),
  changed(upload: FileUpload) {
    changed.add(upload);
    if (reporting) return;
    reporting = true;
    setTimeout(report, REPORT_MS);
  },
};

/** Tells the page what has changed, a few times a second at most. */
function report(): void {
  reporting = false;
  const kept = [...changed].filter(
    (upload) => deliveries.get(upload.facts.target.deliveryId)?.find(upload.id) === upload,
  );
  changed.clear();
  if (kept.length > 0) tell(kept.map((upload) => upload.describe()));
}

const tell = (transfers: readonly Transfer[], removed: readonly string[] = []) =>
  scope.postMessage({ changed: transfers, removed });

function uploadsOf(target: UploadTarget): DeliveryUploads {
  const uploads = deliveries.get(target.deliveryId) ?? new DeliveryUploads(target, around);
  deliveries.set(target.deliveryId, uploads);
  return uploads;
}

async function handle(message: ToWorker): Promise<void> {
  if (message.type === 'open') {
    const uploads = uploadsOf(message.target);
    const removed = await uploads.open(message.files);
    return tell(uploads.describe(), removed);
  }
  if (message.type === 'add') {
    for (const picked of message.picked) uploadsOf(message.target).add(picked, message);
    return;
  }
  if (message.type === 'forget') {
    deliveries.get(message.deliveryId)?.close();
    deliveries.delete(message.deliveryId);
    return;
  }
  for (const uploads of deliveries.values()) await handleOne(uploads, message);
}

type OneMessage = Exclude<ToWorker, { type: 'open' | 'add' | 'forget' }>;

async function handleOne(uploads: DeliveryUploads, message: OneMessage): Promise<void> {
  const upload = uploads.find(message.id);
  if (message.type === 'remove') {
    if (!uploads.describe().some(({ id }) => id === message.id)) return;
    await uploads.remove(message.id);
    return tell([], [message.id]);
  }
  if (message.type === 'choose') upload?.choose(message.picked);
  else if (message.type === 'pause') upload?.pause();
  else void upload?.start();
}

/** The store is being deleted: ends at once, so that no key is written or used after it. */
function end(): void {
  scope.postMessage({ changed: [], removed: [], ended: true });
  scope.close();
}

void watchStore(scope.name as UploadPlace, end).catch((error) => console.error(error));
scope.onmessage = ({ data }) => void handle(data).catch((error) => console.error(error));
