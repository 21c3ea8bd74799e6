// node tests/load/resume-download.ts [--size 1GiB]
// A download cut three times and resumed by curl -C -, then a limit of 1 under 50 requests and 100 visits of a scanner.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Checks, option, parseSize } from './support/checks.ts';
import { call, complete, count, declare, inParallel, putPart, send, sendDraft } from './support/client.ts';
import { plainSha256, plainSlice } from './support/plain.ts';
import { startStack } from './support/stack.ts';

const sizeBytes = parseSize(option('size', '1GiB'));
const stack = await startStack({ storage: 'file' });
const checks = new Checks();
const { url } = stack.apis[0]!;

async function deliver(octets: number, fields: object = {}): Promise<{ link: string; fileId: string; id: string }> {
  const upload = await declare(url, stack.token, octets, fields);
  await inParallel(3, upload.parts, async (part) => {
    const { sealed, digest } = await upload.seal(part, plainSlice(part.plainStart, part.plainEnd));
    const status = await putPart(url, upload, part.number, sealed, digest);
    if (status !== 204) throw new Error(`part ${part.number}: ${status}`);
  });
  await complete(url, upload);
  const link = await sendDraft(url, stack.token, upload.deliveryId);
  return { link, fileId: upload.fileId, id: upload.deliveryId };
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Starts curl, and kills it when the file has grown by `octets`. */
async function curlAndCut(address: string, file: string, octets: number): Promise<void> {
  const before = sizeOf(file);
  const child = execFile('curl', ['-sS', '-C', '-', '--limit-rate', '400M', '-o', file, address]);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  while (sizeOf(file) - before < octets && child.exitCode === null) await pause(5);
  child.kill('SIGKILL');
  await ended;
}

try {
  const { link, fileId } = await deliver(sizeBytes);
  const address = `${url}${link}/files/${fileId}`;
  const file = join(stack.folder, 'download.bin');
  const places: number[] = [];
  for (let cut = 0; cut < 3; cut++) {
    await curlAndCut(address, file, Math.floor(sizeBytes / 5));
    places.push(sizeOf(file));
  }
  checks.check('cut three times', new Set(places).size === 3 && places.every((at) => at < sizeBytes), places.join(' '));
  await new Promise((resolve, reject) =>
    execFile('curl', ['-sS', '-f', '-C', '-', '-o', file, address], (error) => (error ? reject(error) : resolve(0))),
  );
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  checks.check('resumed whole', sizeOf(file) === sizeBytes, sizeOf(file));
  checks.check('SHA-256 equal', hash.digest('hex') === plainSha256(sizeBytes));

  const limited = await deliver(3_000_000, { downloadLimit: 1 });
  for (let visit = 0; visit < 100; visit++) {
    for (const method of ['GET', 'HEAD']) {
      for (const path of ['', `/files/${limited.fileId}`]) {
        await count(await send(method, `${url}${limited.link}${path}`, {}));
      }
    }
  }
  const claim = async () =>
    (await call(url, 'none', 'POST', `${limited.link}/claims`, { fileId: limited.fileId })).path as string;
  const paths = await Promise.all(Array.from({ length: 50 }, claim));
  checks.check('100 visits of a scanner use nothing up', paths.length === 50);
  const whole = await Promise.all(
    paths.map(async (path) => {
      const answer = await send('GET', `${url}${path}`, {});
      return count(answer).catch(() => 0);
    }),
  );
  checks.check('of 50 at once, one gets it whole', whole.filter((octets) => octets === 3_000_000).length === 1);
  const { delivery } = await call(url, stack.token, 'GET', `/api/v1/deliveries/${limited.id}`);
  checks.check('it counts once', delivery.recipients[0].fetches.length === 1, delivery.recipients[0].fetches.length);
} finally {
  await stack.stop();
}
checks.finish();
process.exit();
