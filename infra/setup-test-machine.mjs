// Brings a machine to where all suites run: a browser for the journeys, Ceph RGW for the object storage, a mail program.
// Only root on a system with apt-get can; elsewhere it says which suites will be skipped and why.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostPath } from './launch/paths.mjs';
import { run } from './launch/processes.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'];

/** What the suites need: a program under any of its names, its Debian packages, and what is skipped without it. */
const NEEDS = [
  { programs: [CHROMIUM], packages: ['chromium'], suites: 'the browser suites (tests/journeys)' },
  {
    programs: [['radosgw'], ['ceph-mon'], ['ceph-osd'], ['curl']],
    packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'curl'],
    suites: 'the suites on Ceph RGW',
  },
  {
    programs: [['neomutt'], ['tmux']],
    packages: ['neomutt', 'tmux'],
    suites: 'the mails in a terminal',
  },
  {
    programs: [['exiftool'], ['pdftoppm'], ['pdfimages'], ['qpdf'], ['heif-enc']],
    packages: ['libimage-exiftool-perl', 'poppler-utils', 'qpdf', 'libheif-examples'],
    suites: 'the photographs and the bad files of upload links',
  },
];

const say = (line) => process.stdout.write(`${line}\n`);

const isThere = (name) =>
  [...hostPath().split(path.delimiter), '/usr/sbin', '/sbin'].some((folder) => existsSync(path.join(folder, name)));

const absentPrograms = ({ programs }) => programs.filter((names) => !names.some(isThere)).map(([first]) => first);

const findMissing = () => NEEDS.filter((need) => absentPrograms(need).length > 0);

/** Why nothing can be installed here, or undefined if it can be tried. */
function obstacle() {
  if (!isThere('apt-get')) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return 'only root can install them';
  return undefined;
}

async function aptGet(...args) {
  const env = { ...process.env, PATH: hostPath(), DEBIAN_FRONTEND: 'noninteractive' };
  return run('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, quiet: true });
}

async function installPackages(missing) {
  const packages = missing.flatMap((need) => need.packages);
  say(`Installing ${packages.join(', ')} ...`);
  // A package source that does not answer need not be the one that has these packages.
  await aptGet('update');
  return aptGet('install', '--no-install-recommends', ...packages);
}

/** Installs what is missing, if it can, and answers what is missing still: `{ suites }` for each. */
export async function setUpTestMachine() {
  const missing = findMissing();
  if (missing.length === 0) {
    say('Chromium, Ceph RGW and the other programs are there.');
    return [];
  }
  const reason =
    obstacle() ?? ((await installPackages(missing)) === 0 ? 'not found after installing' : 'apt-get failed');
  const still = findMissing();
  for (const need of still) {
    say(`SKIPPED: ${need.suites}, as ${absentPrograms(need).join(', ')} is missing and ${reason}.`);
  }
  return still;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await setUpTestMachine();
