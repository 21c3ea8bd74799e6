import { stat } from 'node:fs/promises';
import type { ReceivedDelivery } from '@umschlag/contract';
import type { Terminal } from '../terminal/index.ts';
import { Journal } from './journal.ts';
import type { ReceivePorts } from './receive-file.ts';

interface Wanted {
  readonly id: string;
  readonly path: readonly string[];
  readonly sizeBytes: number;
}

/** One after another: a recipient's line is full with one, and what is whole can be used already. */
export async function oneByOne<T extends Wanted>(
  terminal: Terminal,
  ports: Omit<ReceivePorts, 'journal' | 'isLimited'>,
  delivery: ReceivedDelivery,
  files: readonly T[],
  receiveOne: (ports: ReceivePorts, file: T) => Promise<string>,
): Promise<void> {
  const journal = await Journal.open(ports.root, delivery.id);
  const all = { ...ports, journal, isLimited: delivery.downloadLimit !== null };
  for (const file of files) {
    if (await isThere(journal, file)) {
      ports.progress.begin(file.path.join('/'), file.sizeBytes, file.sizeBytes).finish();
      terminal.print(journal.get(file.id)!.path);
    } else {
      terminal.print(await receiveOne(all, file));
    }
  }
  await journal.delete();
}

/** Whether an earlier call that did not come to its end has received it, and nobody has touched it since. */
async function isThere(journal: Journal, file: Wanted): Promise<boolean> {
  const entry = journal.get(file.id);
  if (!entry?.isDone) return false;
  const look = await stat(entry.path).catch(() => undefined);
  return look?.isFile() === true && look.size === file.sizeBytes;
}
