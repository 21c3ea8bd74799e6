// One installation at a time: two launchers started together must not both rebuild node_modules.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

// Not below node_modules, which the installation itself deletes.
const folder = inRoot('.installing');
const HEARTBEAT_MS = 2_000;
/** A holder that has shown no sign of life for so long is gone: killed, or on a machine that went down. */
const STALE_AFTER_MS = 30_000;
const WAIT_MS = 200;

/** Takes the lock if it is free; answers how to give it back, or undefined if another holds it. */
function take(owner) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  }
  writeFileSync(path.join(folder, 'owner'), owner);
  const heartbeat = setInterval(beat, HEARTBEAT_MS);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    if (readOwner() === owner) rmSync(folder, { recursive: true, force: true });
  };
}

function beat() {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Taken away as stale, after this machine slept: the installation goes on, as npm's own result decides.
  }
}

function readOwner(lock = folder) {
  try {
    return readFileSync(path.join(lock, 'owner'), 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isStale(owner) {
  const [host, pid] = owner.split(' ');
  // A process number of another machine or container says nothing here: there only the heartbeat counts.
  if (host === hostname() && pid !== undefined && !isAlive(Number(pid))) return true;
  const beatAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return beatAt !== undefined && Date.now() - beatAt > STALE_AFTER_MS;
}

/** Takes a dead holder's lock away, but puts back what another launcher has taken anew in the meantime. */
function clearStale(owner) {
  const aside = `${folder}-${randomUUID()}`;
  try {
    renameSync(folder, aside);
    if (readOwner(aside) !== owner) return renameSync(aside, folder);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Runs `work` while no other launcher of this checkout installs; waits for the other one first. */
export async function whileAlone(work, say) {
  const owner = `${hostname()} ${process.pid}`;
  let release = take(owner);
  for (let waited = 0; release === undefined; waited++) {
    if (waited === 0) say('Another start is installing the dependencies; waiting for it.');
    const holder = readOwner();
    if (isStale(holder)) clearStale(holder);
    else await delay(WAIT_MS);
    release = take(owner);
  }
  try {
    return await work();
  } finally {
    release();
  }
}
