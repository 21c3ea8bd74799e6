// npm run bench -- transfer [--size 512MiB] [--rounds 3] [--large 10GiB] [--only upload-s3,upload-file,…]
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { option, parseSize } from '../tests/load/support/checks.ts';
import {
  call,
  complete,
  count,
  type Declared,
  declare,
  inParallel,
  putPart,
  send,
  sendDraft,
} from '../tests/load/support/client.ts';
import { plainSlice } from '../tests/load/support/plain.ts';
import { type Stack, startStack } from '../tests/load/support/stack.ts';
import { alternate, report } from './measure.ts';
import { startNginx } from './transfer/nginx.ts';
import { getAlone, uploadAlone } from './transfer/sdk-alone.ts';

const sizeBytes = parseSize(option('size', '512MiB'));
const largeBytes = parseSize(option('large', '10GiB'));
const rounds = Number(option('rounds', '3'));
const only = option('only', '').split(',').filter(Boolean);
const IN_FLIGHT = 3;
const MIB = 2 ** 20;

const wanted = (name: string) => only.length === 0 || only.includes(name);
const perSecond = (octets: number, seconds: number) => octets / MIB / seconds;

interface SealedPart {
  readonly number: number;
  readonly sealed: Uint8Array;
  readonly digest: string;
}

/** Declares a file and seals it beforehand: the sender's part of the work is not what is measured. */
async function prepare(url: string, token: string): Promise<{ upload: Declared; parts: SealedPart[] }> {
  const upload = await declare(url, token, sizeBytes);
  const parts: SealedPart[] = [];
  for (const part of upload.parts) {
    const { sealed, digest } = await upload.seal(part, plainSlice(part.plainStart, part.plainEnd));
    parts.push({ number: part.number, sealed, digest });
  }
  return { upload, parts };
}

async function uploadAll(url: string, { upload, parts }: { upload: Declared; parts: SealedPart[] }): Promise<void> {
  await inParallel(IN_FLIGHT, parts, async ({ number, sealed, digest }) => {
    const status = await putPart(url, upload, number, sealed, digest);
    if (status !== 204) throw new Error(`part ${number}: ${status}`);
  });
  await complete(url, upload);
}

async function withStack(storage: 'file' | 's3', work: (stack: Stack, url: string) => Promise<void>): Promise<void> {
  const stack = await startStack({ storage });
  try {
    await work(stack, stack.apis[0]!.url);
  } finally {
    await stack.stop();
  }
}

/** Times uploads through the API beside another way of storing the same octets; what is made ready is not timed. */
async function benchUpload(
  name: string,
  stack: Stack,
  url: string,
  alone: (parts: SealedPart[]) => Promise<void>,
): Promise<void> {
  const ready = await prepare(url, stack.token);
  const uploads = [ready];
  for (let round = 0; round < rounds; round++) uploads.push(await prepare(url, stack.token));
  const seconds = await alternate(rounds, {
    api: () => uploadAll(url, uploads.pop()!),
    alone: () => alone(ready.parts),
  });
  report(name, perSecond(sizeBytes, seconds.api), 'MiB/s', perSecond(sizeBytes, seconds.alone));
}

async function benchUploadS3(): Promise<void> {
  await withStack('s3', async (stack, url) => {
    await benchUpload('upload through the API to Ceph RGW vs. the SDK alone', stack, url, (parts) =>
      uploadAlone(
        stack.s3!,
        parts.map((part) => part.sealed),
        IN_FLIGHT,
      ),
    );
  });
}

async function benchUploadFile(): Promise<void> {
  await withStack('file', async (stack, url) => {
    const file = join(stack.folder, 'alone.bin');
    await benchUpload('upload through the API to files vs. writing and fsync', stack, url, async (parts) => {
      const handle = await open(file, 'w');
      for (const { sealed } of parts) await handle.write(sealed);
      await handle.sync();
      await handle.close();
      await rm(file);
    });
  });
}

/** A sent delivery at level 1. @returns the path of its file */
async function deliver(stack: Stack, url: string): Promise<string> {
  const ready = await prepare(url, stack.token);
  await uploadAll(url, ready);
  const link = await sendDraft(url, stack.token, ready.upload.deliveryId);
  return `${link}/files/${ready.upload.fileId}`;
}

async function fetchWhole(address: string): Promise<void> {
  const octets = await count(await send('GET', address, {}));
  if (octets !== sizeBytes) throw new Error(`${octets} octets instead of ${sizeBytes}`);
}

async function benchDownloadFile(): Promise<void> {
  await withStack('file', async (stack, url) => {
    const path = await deliver(stack, url);
    const nginx = await startNginx(stack.folder);
    if (!nginx) {
      process.stderr.write('SKIPPED: download vs. nginx, as nginx is not installed\n');
      return;
    }
    try {
      const file = createWriteStream(join(nginx.root, 'plain.bin'));
      for (let at = 0; at < sizeBytes; at += 16 * MIB) {
        if (!file.write(plainSlice(at, Math.min(at + 16 * MIB, sizeBytes)))) await once(file, 'drain');
      }
      file.end();
      await once(file, 'close');
      const seconds = await alternate(rounds, {
        api: () => fetchWhole(`${url}${path}`),
        nginx: () => fetchWhole(`${nginx.url}/plain.bin`),
      });
      const name = 'download at level 1 from files vs. nginx serving the plaintext';
      report(name, perSecond(sizeBytes, seconds.api), 'MiB/s', perSecond(sizeBytes, seconds.nginx));
    } finally {
      await nginx.stop();
    }
  });
}

async function benchDownloadS3(): Promise<void> {
  await withStack('s3', async (stack, url) => {
    const path = await deliver(stack, url);
    const store = await stack.openStore();
    let key = '';
    for await (const one of store.list()) key = one.key;
    await store.close();
    const seconds = await alternate(rounds, {
      api: () => fetchWhole(`${url}${path}`),
      rgw: () => getAlone(stack.s3!, key),
    });
    const name = 'download at level 1 from Ceph RGW vs. a plain GET from it';
    report(name, perSecond(sizeBytes, seconds.api), 'MiB/s', perSecond(sizeBytes, seconds.rgw));
  });
}

/** Resident memory of a process in MiB, as the kernel counts it. */
async function residentMiB(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Samples the memory while `work` runs. @returns the highest, and the means of the first and the last third */
async function watchMemory(pid: number, work: () => Promise<void>) {
  const samples: number[] = [];
  const timer = setInterval(async () => samples.push(await residentMiB(pid, 'VmRSS')), 200);
  await work();
  clearInterval(timer);
  const third = Math.max(1, Math.floor(samples.length / 3));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    peak: await residentMiB(pid, 'VmHWM'),
    firstThird: mean(samples.slice(0, third)),
    lastThird: mean(samples.slice(-third)),
  };
}

async function benchMemoryOfMany(): Promise<void> {
  await withStack('file', async (stack, url) => {
    const pid = stack.apis[0]!.pid();
    const idle = await residentMiB(pid, 'VmRSS');
    const small = 64 * MIB;
    const stored = await storeOne(stack, url, small);
    const uploads: Declared[] = [];
    for (let n = 0; n < 25; n++) uploads.push(await declare(url, stack.token, small));
    const { peak } = await watchMemory(pid, async () => {
      const up = inParallel(25, uploads, (upload) => sendAll(url, upload, 1));
      const down = inParallel(25, Array.from({ length: 25 }), async () => {
        await count(await send('GET', `${url}${stored}`, {}));
      });
      await Promise.all([up, down]);
    });
    report('API memory: 25 uploads and 25 downloads of 64 MiB at once, peak vs. idle', peak, 'MiB', idle);
  });
}

async function sendAll(url: string, upload: Declared, width: number): Promise<void> {
  await inParallel(width, upload.parts, async (part) => {
    const { sealed, digest } = await upload.seal(part, plainSlice(part.plainStart, part.plainEnd));
    const status = await putPart(url, upload, part.number, sealed, digest);
    if (status !== 204) throw new Error(`part ${part.number}: ${status}`);
  });
  await complete(url, upload);
}

async function storeOne(stack: Stack, url: string, octets: number): Promise<string> {
  const upload = await declare(url, stack.token, octets);
  await sendAll(url, upload, IN_FLIGHT);
  return `${await sendDraft(url, stack.token, upload.deliveryId)}/files/${upload.fileId}`;
}

async function benchMemoryOfLarge(): Promise<void> {
  await withStack('file', async (stack, url) => {
    const pid = stack.apis[0]!.pid();
    const upload = await declare(url, stack.token, largeBytes);
    const up = await watchMemory(pid, () => sendAll(url, upload, IN_FLIGHT));
    report('API memory: one large upload, last third vs. first third', up.lastThird, 'MiB', up.firstThird);
    const link = await sendDraft(url, stack.token, upload.deliveryId);
    const down = await watchMemory(pid, async () => {
      const octets = await count(await send('GET', `${url}${link}/files/${upload.fileId}`, {}));
      if (octets !== largeBytes) throw new Error(`${octets} octets instead of ${largeBytes}`);
    });
    report('API memory: the same downloaded, last third vs. first third', down.lastThird, 'MiB', down.firstThird);
    report('API memory: peak of both', down.peak, 'MiB');
    await call(url, stack.token, 'POST', `/api/v1/deliveries/${upload.deliveryId}/recall`);
  });
}

const benches: Record<string, () => Promise<void>> = {
  'upload-s3': benchUploadS3,
  'upload-file': benchUploadFile,
  'download-file': benchDownloadFile,
  'download-s3': benchDownloadS3,
  'memory-many': benchMemoryOfMany,
  'memory-large': benchMemoryOfLarge,
};

for (const [name, bench] of Object.entries(benches)) if (wanted(name)) await bench();
process.stderr.write(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}\n`,
);
process.exit();
