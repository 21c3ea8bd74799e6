import { readUnlock } from '@umschlag/keyring';
import { readMessage } from 'openpgp';
import type { Worker as PageWorker } from 'playwright-core';
import { PASSPHRASE } from '../../tests/journeys/support/key-steps.ts';
import { type Figure, median, report } from '../measure.ts';
import { sealedManifests } from './manifests.ts';
import type { Place } from './place.ts';

interface StoredKey {
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly unlocks: readonly { readonly kind: string; readonly material: string }[];
}

/** A call of the worker in JSON; `sealed` in it is base64. */
interface Call {
  readonly name: 'unlock' | 'openDelivery';
  readonly ask: Readonly<Record<string, unknown>> & { readonly sealed?: string };
}

/** Of the worker that the page has started when its key was made, with that key as this browser has tuned it. */
export async function measureKeyring(place: Place, manifests: number, rounds: number): Promise<Figure[]> {
  const { page, context, address } = place.citizen;
  const { key } = (await (await context.request.get('/api/v1/account/key')).json()) as { key: StoredKey };
  const [worker, ...others] = page.workers();
  if (!worker || others.length > 0) throw new Error('The keyring should be the only worker of the page.');
  const owner = { accountId: 'bench', address };
  const secret = { kind: 'passphrase', passphrase: PASSPHRASE };
  const unlock: Call = { name: 'unlock', ask: { owner, key, replacedKeys: [], secret } };
  const unlocked = await worker.evaluate(
    askWorker,
    Array.from({ length: rounds + 1 }, () => unlock),
  );
  const name = `unlock by passphrase (${await costOf(key)}; aim 0.3 to 1 s)`;
  return [
    report(name, median(unlocked.slice(1)), 's'),
    ...(await openAll(worker, { address, key, manifests, rounds })),
  ];
}

interface Opening {
  readonly address: string;
  readonly key: StoredKey;
  readonly manifests: number;
  readonly rounds: number;
}

async function openAll(worker: PageWorker, { address, key, manifests, rounds }: Opening): Promise<Figure[]> {
  const opener = { fingerprint: key.fingerprint };
  const sealed = await sealedManifests(manifests, address, key.publicKey);
  const calls = sealed.map((one): Call => ({ name: 'openDelivery', ask: { ...one, remembered: undefined, opener } }));
  const totals: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const seconds = await worker.evaluate(askWorker, calls);
    if (round > 0) totals.push(seconds.reduce((sum, one) => sum + one, 0));
  }
  const total = median(totals);
  return [
    report(`open ${manifests} manifests of level 4, one after the other`, total, 's'),
    report('open one manifest of level 4', (total / manifests) * 1000, 'ms'),
  ];
}

/** How the passphrase is stretched, as the browser has chosen it. */
async function costOf({ unlocks }: StoredKey): Promise<string> {
  const { material } = unlocks.find(({ kind }) => kind === 'passphrase')!;
  const { message } = readUnlock(Buffer.from(material, 'base64').toString('utf8'));
  const [skesk] = (await readMessage({ binaryMessage: Buffer.from(message, 'base64') })).packets;
  const { t, p, encodedM } = (skesk as unknown as { s2k: { t: number; p: number; encodedM: number } }).s2k;
  return `Argon2id, ${t} passes, ${p} lanes, ${2 ** (encodedM - 10)} MiB`;
}

/**
 * Carried out in the worker: asks it as the page does, one after the other.
 * @returns seconds of each
 */
async function askWorker(calls: readonly Call[]): Promise<number[]> {
  type Answer = { problem?: { code: string } };
  const scope = globalThis as unknown as {
    postMessage: (answer: Answer) => void;
    onmessage: (event: { data: object }) => void;
  };
  const { postMessage } = scope;
  const seconds: number[] = [];
  for (const { name, ask } of calls) {
    const octets =
      ask.sealed === undefined ? {} : { sealed: Uint8Array.from(atob(ask.sealed), (one) => one.charCodeAt(0)) };
    const startedAt = performance.now();
    const { problem } = await new Promise<Answer>((resolve) => {
      scope.postMessage = resolve;
      scope.onmessage({ data: { id: 0, name, ask: { ...ask, ...octets } } });
    });
    seconds.push((performance.now() - startedAt) / 1000);
    if (problem) throw new Error(`${name}: ${problem.code}`);
  }
  scope.postMessage = postMessage;
  return seconds;
}
