// node tests/load/browser-level-3.ts [--size 1GiB] [--way service-worker|opfs|file]
// A file of level 3 through the real pages of two Chromiums, with the line cut three times each way and the sender's tab
// closed once; what the browsers hold meanwhile is watched. Needs the built web app (npm run build), and on the disk
// three times the file's size (opfs: four times).
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { layoutOf } from '@umschlag/sealed/node';
import { chromiumMissing } from '../journeys/support/browser.ts';
import { openLine } from '../journeys/support/line.ts';
import { allowOnly, openByPassphrase, visit, type Way } from '../journeys/support/receiving-steps.ts';
import { giveKey } from '../journeys/support/sealed-steps.ts';
import { startStandalone } from '../journeys/support/standalone.ts';
import { compose, sha256Of } from '../journeys/support/steps.ts';
import { saveDisturbed } from './browser/download.ts';
import { openCaseworker, openCitizen, type Person, sendSealedDraft } from './browser/people.ts';
import { uploadDisturbed } from './browser/upload.ts';
import { watchBrowser } from './support/browser-memory.ts';
import { Checks, option, parseSize } from './support/checks.ts';
import { firstDifference, writePlainFile } from './support/plain-file.ts';
import { isFlat, type Trend } from './support/trend.ts';

const WAYS: Readonly<Record<string, Way>> = { 'service-worker': 'streamed', opfs: 'stored', file: 'picked' };
const MIB = 2 ** 20;
const UINT32 = 2 ** 32;
/** At a disturbance up to four parts of 16 MiB are under way. */
const UNDER_WAY_BYTES = 4 * 16 * MIB;
/** What the machine and the browser hold of an answer before the page has it. */
const BUFFERED_BYTES = 16 * MIB;
/** Machines are busy with large files. */
const PATIENCE_MS = 180_000;
const NAME = 'Akte Müller.bin';

const sizeBytes = parseSize(option('size', '1GiB'));
const { sealedSizeBytes } = layoutOf(sizeBytes);
const way = WAYS[option('way', 'service-worker')];
const missing = chromiumMissing();
if (!way) throw new Error(`--way is one of ${Object.keys(WAYS).join(', ')}.`);
if (missing) throw new Error(missing);
if (!existsSync(new URL('../../apps/web/dist/index.html', import.meta.url))) throw new Error('First: npm run build');

const checks = new Checks();
const mib = (octets: number) => Math.round(octets / MIB);
const say = (what: string) => process.stdout.write(`       ${what}\n`);
const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${what}: ${seconds.toFixed(1)} s, ${(sizeBytes / MIB / seconds).toFixed(0)} MiB/s with all disturbances`);
  return result;
};

function checkMemory(whose: string, { renderers, browser }: { renderers: Trend; browser: Trend }): void {
  for (const [what, trend] of Object.entries({ renderers, browser })) {
    const { peakRss, peakPss, firstThird, lastThird, samples } = trend;
    const found = `PSS peak ${peakPss.toFixed(0)}, first third ${firstThird.toFixed(0)}, last ${lastThird.toFixed(0)}; RSS peak ${peakRss.toFixed(0)} MiB; ${samples} s`;
    const name = `memory of the ${whose}'s ${what === 'browser' ? 'whole browser' : what} is flat`;
    const flat = isFlat(trend);
    if (flat === undefined) say(`too short to tell whether ${name}: ${found}`);
    else checks.check(name, flat, found);
  }
}

/** Where 32 bits do not suffice is what large files are tried for. */
function checkPlaces(what: string, places: readonly number[], wanted: number): void {
  checks.check(what, places.length === wanted, `at ${places.map(mib).join(', ')} MiB`);
  if (sizeBytes > 1.25 * UINT32)
    checks.check(
      `${what}, beyond 4 GiB too`,
      places.some((at) => at > UINT32),
    );
}

await using opened = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void opened.disposeAsync().finally(() => process.exit(1)));
}
const folder = await mkdtemp(join(tmpdir(), 'umschlag-load-'));
opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
const line = await openLine();
opened.defer(() => line.close());
const behindLine = await startStandalone(line.url);
opened.defer(() => behindLine.stop());
line.leadTo(Number(new URL(behindLine.url).port));
const stack = { ...behindLine, url: line.url };

const opening = (person: Person): Person => {
  opened.defer(() => person.context.close());
  person.context.setDefaultTimeout(PATIENCE_MS);
  return person;
};
const sender = opening(await openCaseworker(stack, folder));
const reader = opening(await openCitizen(stack, folder, 'erika'));
await giveKey(reader, stack);

const source = join(folder, NAME);
const sha256 = await writePlainFile(source, sizeBytes);

await compose(sender.page, { to: reader.address, subject: 'Groß', level: 3 });
await sender.page.getByText('Entwurf gespeichert').waitFor();
const whileSending = watchBrowser(sender.folder);
const upload = await timed('upload', () => uploadDisturbed(sender.page, line, source, sizeBytes));
checkMemory('sender', await whileSending.stop());
checkPlaces('three cuts of the upload and a closed tab', upload.places, 4);
const sentTwice = upload.sentBytes - sealedSizeBytes;
checks.check('little was sent twice', sentTwice < 4 * UNDER_WAY_BYTES + BUFFERED_BYTES, `${mib(sentTwice)} MiB`);
const link = await sendSealedDraft(upload.page, stack, reader.address, true);
checks.check('the sender’s pages have no complaint', sender.complaints.length === 0, sender.complaints.join('; '));
await sender.context.close();
await rm(source);

await allowOnly(reader.page, way);
await visit(reader.page, link);
await openByPassphrase(reader.page);
const whileReceiving = watchBrowser(reader.folder);
const saved = await timed(`download, ${way}`, () =>
  saveDisturbed(reader.page, reader, line, { name: NAME, sizeBytes, way }),
);
checkMemory('recipient', await whileReceiving.stop());
checkPlaces('three cuts of the download', saved.places, 3);
const receivedTwice = saved.receivedBytes - sealedSizeBytes;
checks.check('little was received twice', receivedTwice < 3 * BUFFERED_BYTES, `${mib(receivedTwice)} MiB`);
const isEqual = (await sha256Of(saved.path)) === sha256;
checks.check('SHA-256 equal', isEqual, isEqual ? sha256 : `differs at ${await firstDifference(saved.path, sizeBytes)}`);
checks.check('the recipient’s pages have no complaint', reader.complaints.length === 0, reader.complaints.join('; '));
say(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);
checks.finish();
await opened.disposeAsync();
process.exit();
