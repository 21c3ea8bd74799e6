import type { ManifestFile } from '@umschlag/keyring/files';
import type { FromReceiver, ToReceiver } from '../receiving/messages.ts';
import workerUrl from '../receiving/receiving.worker.ts?worker&url';
import { OwnWorker } from '../start-worker.ts';
import { PreviewFailure, type Told } from './problems.ts';

/**
 * The first octets of a file of level 3 or 4, opened and checked in a worker of their own, which ends with them.
 * @throws PreviewFailure; the signal's reason
 */
export async function fetchSealed(
  token: string,
  file: ManifestFile,
  maxOctets: number,
  { signal, onOctets, onTrouble }: Told,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new OwnWorker<FromReceiver>(workerUrl);
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  worker.onmessage = ({ data }) => {
    if (data.name === 'previewed') resolve(data.octets);
    else if (data.name === 'ended') reject(new PreviewFailure(data.problem ?? FAILED));
    else if (data.name === 'progress') {
      onOctets(data.octets);
      onTrouble(data.trouble);
    }
  };
  worker.onerror = () => reject(new PreviewFailure(FAILED));
  signal.addEventListener('abort', () => reject(signal.reason));
  // Without a limit: where there is one, a preview is not offered, as it would use a fetch up.
  const job = { token, isLimited: false, files: [file] };
  worker.postMessage({ name: 'preview', id: file.id, job, maxOctets } satisfies ToReceiver);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}

const FAILED = { kind: 'showing', code: 'frame_failed' } as const;
