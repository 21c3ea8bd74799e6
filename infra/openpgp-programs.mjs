// OpenPGP programs of Debian 13 for the tests of interoperability, unpacked beside the system and not installed: those
// of Debian 12 do not know SEIPDv2 yet. They come through apt, so that Debian's signatures are checked; no root needed.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostPath, modules } from './launch/paths.mjs';
import { run } from './launch/processes.mjs';

/** Two implementations of RFC 9580 that are none of ours: gosop is GopenPGP's, rsop rpgpie's. */
const PROGRAMS = ['gosop', 'rsop'];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const folder = path.join(modules, '.cache', 'openpgp-programs');
const files = () => PROGRAMS.map((name) => path.join(folder, name));

/**
 * Where the programs are; fetched if they are not there yet.
 * @returns {Promise<{ programs: string[], reason?: string }>} none of them, with the reason, where they can't be had
 */
export async function findOpenpgpPrograms() {
  if (process.env.UMSCHLAG_SOP) return { programs: process.env.UMSCHLAG_SOP.split(':') };
  if (files().every((file) => existsSync(file))) return { programs: files() };
  const reason = await fetchPrograms();
  return reason ? { programs: [], reason } : { programs: files() };
}

async function fetchPrograms() {
  if (!existsSync('/usr/bin/apt-get') || !existsSync(KEYRING)) return 'this system is not Debian';
  const work = await mkdtemp(path.join(tmpdir(), 'umschlag-openpgp-'));
  try {
    return await unpackInto(work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @returns why it did not work, if it did not */
async function unpackInto(work) {
  const source = path.join(work, 'debian-13.sources');
  await mkdir(path.join(work, 'lists', 'partial'), { recursive: true });
  await mkdir(path.join(work, 'cache', 'archives', 'partial'), { recursive: true });
  await writeFile(
    source,
    `Types: deb\nURIs: http://deb.debian.org/debian\nSuites: trixie\nComponents: main\nSigned-By: ${KEYRING}\n`,
  );
  // Root's apt fetches as an account of its own, which may not write here.
  const settings = {
    'Dir::Etc::sourcelist': source,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': path.join(work, 'lists'),
    'Dir::Cache': path.join(work, 'cache'),
    'APT::Sandbox::User': 'root',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const how = { cwd: work, quiet: true, env: { ...process.env, PATH: hostPath() } };
  if ((await run('apt-get', ['-q', ...options, 'update'], how)) !== 0) return 'Debian 13 cannot be reached';
  if ((await run('apt-get', ['-q', ...options, 'download', ...PROGRAMS], how)) !== 0) return 'Debian 13 lacks them';
  for (const name of await readdir(work)) {
    if (!name.endsWith('.deb')) continue;
    if ((await run('dpkg-deb', ['-x', name, 'unpacked'], how)) !== 0) return `${name} cannot be unpacked`;
  }
  return keepThoseThatRun(path.join(work, 'unpacked', 'usr', 'bin'), how);
}

async function keepThoseThatRun(unpacked, how) {
  for (const name of PROGRAMS) {
    const code = await run(path.join(unpacked, name), ['version'], how).catch(() => 127);
    if (code !== 0) return `${name} of Debian 13 does not run on this system`;
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await run('cp', ['-r', unpacked, `${folder}.new`], how);
  await rename(`${folder}.new`, folder);
  return undefined;
}
