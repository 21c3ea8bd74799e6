// npm run bench -- web [--size 512MiB] [--rounds 3] [--only workers,upload,download,keyring]
// Levels 3 and 4 in two real Chromiums, by the built web app at the real API with files and an embedded PostgreSQL.
import { loadavg } from 'node:os';
import { chromiumMissing } from '../tests/journeys/support/browser.ts';
import { option, parseSize } from '../tests/load/support/checks.ts';
import { type Figure, printTable, report } from './measure.ts';
import { measureKeyring } from './web/keyring.ts';
import { measureWorkers } from './web/parallel.ts';
import { openPlace, type Place } from './web/place.ts';
import { measureDownloads, measureUploads } from './web/transfers.ts';

const MANIFESTS = 200;

const sizeBytes = parseSize(option('size', '512MiB'));
const rounds = Number(option('rounds', '3'));
const only = option('only', '').split(',').filter(Boolean);
const missing = chromiumMissing();
if (missing) {
  process.stderr.write(`SKIPPED: the browser's figures, because ${missing}\n`);
  process.exit();
}

const atPlace: Record<string, (place: Place) => Promise<Figure[]>> = {
  // First: the page on which the key was made is the one that is open.
  keyring: (place) => measureKeyring(place, MANIFESTS, rounds),
  upload: (place) => measureUploads(place, rounds),
  download: (place) => measureDownloads(place, rounds),
};

const isWanted = (name: string) => only.length === 0 || only.includes(name);
const figures: Figure[] = [];
if (isWanted('workers')) figures.push(...(await measureWorkers(sizeBytes, rounds)));
const wanted = Object.entries(atPlace).filter(([name]) => isWanted(name));
if (wanted.length > 0) {
  const place = await openPlace(sizeBytes);
  try {
    for (const [, measure] of wanted) figures.push(...(await measure(place)));
  } finally {
    await place.close();
  }
}
figures.push(report('load average of the last minute', loadavg()[0]!, 'processes'));
printTable(figures);
process.exit();
