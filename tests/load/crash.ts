// node tests/load/crash.ts [--size 1GiB] [--storage file|s3]
// An upload during which the API is killed (kill -9) three times; two replicas share it.
import { setTimeout as pause } from 'node:timers/promises';
import { Checks, option, parseSize } from './support/checks.ts';
import { call, complete, count, declare, drain, inParallel, putPart, send, sendDraft } from './support/client.ts';
import { plainSha256, plainSlice } from './support/plain.ts';
import { startStack } from './support/stack.ts';

const sizeBytes = parseSize(option('size', '1GiB'));
const storage = option('storage', 'file') === 's3' ? 's3' : 'file';
const stack = await startStack({ storage, replicas: 2 });
const checks = new Checks();
const [first, second] = stack.apis;
if (!first || !second) throw new Error('two replicas are needed');

try {
  const upload = await declare(first.url, stack.token, sizeBytes);
  let kills = 0;
  let retries = 0;
  let stored = 0;
  const killAfter = [0.2, 0.5, 0.8].map((share) => Math.floor(upload.parts.length * share));

  /** Every other part goes to the other replica; a part that meets a dead one is sent again. */
  const sendPart = async (number: number): Promise<void> => {
    const part = upload.parts[number - 1]!;
    const { sealed, digest } = await upload.seal(part, plainSlice(part.plainStart, part.plainEnd));
    for (let attempt = number; ; attempt++) {
      const api = attempt % 2 === 0 ? first : second;
      const status = await putPart(api.url, upload, number, sealed, digest).catch(() => 0);
      if (status === 204) break;
      if (status >= 400 && status < 500) throw new Error(`part ${number}: ${status}`);
      retries++;
      await pause(100);
    }
    stored++;
    if (kills < killAfter.length && stored >= killAfter[kills]!) {
      const victim = kills++ % 2 === 0 ? first : second;
      await victim.kill();
      await victim.start();
    }
  };
  await inParallel(
    3,
    upload.parts.map((part) => part.number),
    sendPart,
  );
  await complete(second.url, upload);
  checks.check('the API was killed three times in mid-upload', kills === 3, `${retries} parts sent again`);

  const link = await sendDraft(first.url, stack.token, upload.deliveryId);
  const download = await send('GET', `${first.url}${link}/files/${upload.fileId}`, {});
  const { octets, sha256 } = await drain(download);
  checks.check('every octet is there', octets === sizeBytes, octets);
  checks.check('SHA-256 equal', sha256 === plainSha256(sizeBytes));

  const store = await stack.openStore();
  const keys = [];
  for await (const { key } of store.list()) keys.push(key);
  checks.check('one object in the storage', keys.length === 1, keys.length);
  const open = [];
  for await (const one of store.listMultiparts()) open.push(one);
  checks.check('no multipart upload left', open.length === 0, open.length);
  await store.close();

  // The same with a range across a restart: the answer must not depend on what a process remembers.
  await first.kill();
  await first.start();
  const range = await send('GET', `${first.url}${link}/files/${upload.fileId}`, { range: 'bytes=1000-1999' });
  checks.check('a range after a restart', range.statusCode === 206 && (await count(range)) === 1000);
  const { delivery } = await call(first.url, stack.token, 'GET', `/api/v1/deliveries/${upload.deliveryId}`);
  checks.check('the fetch is listed', delivery.recipients[0].fetches.length === 1);
} finally {
  await stack.stop();
}
checks.finish();
process.exit();
