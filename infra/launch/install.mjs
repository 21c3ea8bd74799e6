// Brings node_modules to what package-lock.json says, if it is not there already.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { findHostNode, findNpm } from './host-node.mjs';
import { whileAlone } from './install-lock.mjs';
import { hostPath, inRoot, modules, root } from './paths.mjs';
import { run } from './processes.mjs';

const stampFile = path.join(modules, '.umschlag-lock');
const say = (line) => process.stderr.write(`${line}\n`);

/** What is installed depends on the lock file and on the system: one checkout may be mounted into several. */
function wantedStamp() {
  const lock = readFileSync(inRoot('package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

const isForHere = ({ os, cpu, libc }) =>
  !libc && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));

/**
 * Whether npm's own record of node_modules agrees with the lock file: so after a developer's `npm install`, which
 * writes no stamp. A package that a lock stub only names (see complete-lock.mjs) is for another system.
 */
function agreesWithNpm() {
  const installed = JSON.parse(readOr(path.join(modules, '.package-lock.json'), '{}')).packages;
  if (!installed) return false;
  const { packages: locked } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const wanted = Object.entries(locked).filter(([place]) => place.startsWith('node_modules/'));
  const same = ([place, entry]) => {
    const has = installed[place];
    if (!has) return Boolean(entry.optional || entry.peer) && !(entry.os && isForHere(entry));
    return has.version === entry.version && has.integrity === entry.integrity && has.resolved === entry.resolved;
  };
  return wanted.every(same) && Object.keys(installed).every((place) => place in locked);
}

function isCurrent(stamp) {
  if (!existsSync(modules)) return false;
  if (readOr(stampFile, '') === stamp) return true;
  if (!agreesWithNpm()) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The variables npm runs with: its cache where it may write, and no setting left over from the command that called. */
function npmEnvironment(spareCache) {
  const leftOver =
    /^npm_(lifecycle|package|command)|^npm_config_(workspaces?|global|omit|include|only|production|dry_run|prefix|local_prefix|global_prefix)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leftOver.test(name)));
  const cache = process.env.npm_config_cache ?? path.join(homedir(), '.npm');
  return { ...env, PATH: hostPath(), ...(isWritable(cache) ? {} : { npm_config_cache: spareCache() }) };
}

async function installNow() {
  if (!isWritable(root)) {
    throw new Error(
      `The dependencies must be installed, but this user may not write to the checkout (${root}). ` +
        'Run this once as its owner, or make a checkout of your own.',
    );
  }
  const node = findHostNode();
  let spare;
  const spareCache = () => {
    spare = mkdtempSync(path.join(tmpdir(), 'umschlag-npm-'));
    return spare;
  };
  try {
    say('Installing the dependencies (about half a minute) ...');
    const args = [
      findNpm(node),
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const code = await run(node, args, { env: npmEnvironment(spareCache), quiet: true });
    if (code !== 0) throw new Error(`npm ci ended with code ${code}; what it said stands above.`);
  } finally {
    if (spare) rmSync(spare, { recursive: true, force: true });
  }
}

/** Installs the dependencies unless they are there. Launchers that start together install once. */
export async function install() {
  if (isCurrent(wantedStamp())) return;
  await whileAlone(async () => {
    // Another launcher may have installed while this one waited.
    const stamp = wantedStamp();
    if (isCurrent(stamp)) return;
    await installNow();
    writeFileSync(stampFile, stamp);
  }, say);
}
