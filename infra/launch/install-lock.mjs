import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The holder touches its file this often; one left untouched for STALE_MS belonged to a launch that died. */
const BEAT_MS = 1000;
const STALE_MS = 10_000;
const POLL_MS = 200;

const absent = (error) => error.code === 'ENOENT';

function unlessAbsent(action) {
  try {
    return action();
  } catch (error) {
    if (absent(error)) return undefined;
    throw error;
  }
}

function take(file, token) {
  try {
    writeFileSync(file, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the file of a dead launch, but never one that another waiter took in the meantime. */
function removeStale(file, token) {
  const seen = unlessAbsent(() => ({ holder: readFileSync(file, 'utf8'), touchedAt: statSync(file).mtimeMs }));
  if (!seen || Date.now() - seen.touchedAt < STALE_MS) return;
  const aside = `${file}.${token}`;
  unlessAbsent(() => renameSync(file, aside));
  const moved = unlessAbsent(() => readFileSync(aside, 'utf8'));
  if (moved !== undefined && moved !== seen.holder) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/**
 * Runs `work` while no other launch of the same checkout does. Works by touching a file and not by process id,
 * as launches in two containers may share a checkout.
 * @param {() => void} onWait told once if another launch holds the lock
 */
export async function withInstallLock(file, work, onWait) {
  const token = randomUUID();
  for (let waited = false; !take(file, token); waited = true) {
    if (!waited) onWait();
    removeStale(file, token);
    await pause(POLL_MS);
  }
  const beat = setInterval(() => unlessAbsent(() => utimesSync(file, new Date(), new Date())), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (unlessAbsent(() => readFileSync(file, 'utf8')) === token) rmSync(file, { force: true });
  }
}
