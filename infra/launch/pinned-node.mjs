// The Node that Umschlag runs on: one exact version, locked with its checksum like any other dependency.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findHostNode } from './host-node.mjs';
import { hostPath, modules } from './paths.mjs';

const NEEDED_MAJOR = 24;
const systems = { linux: 'linux', win32: 'win' };

function majorOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}

/** The path of the pinned Node, or of the machine's own where none is pinned (macOS) and it is new enough. */
export function findPinnedNode() {
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const pinned = path.join(modules, `node-${systems[process.platform]}-${process.arch}`, file);
  if (majorOf(pinned) >= NEEDED_MAJOR) return pinned;
  const host = findHostNode();
  if (majorOf(host) >= NEEDED_MAJOR) return host;
  throw new Error(
    `Umschlag brings no Node for this system (${process.platform} ${process.arch}) and needs Node ${NEEDED_MAJOR}. ` +
      `Get it from https://nodejs.org; this machine has ${host}, version ${majorOf(host)}.`,
  );
}

/** The environment for what the launcher runs: the pinned Node first on PATH, tools without telemetry or updates. */
export function pinnedEnvironment(node) {
  const folders = [path.dirname(node), path.join(modules, '.bin'), hostPath()];
  return {
    ...process.env,
    PATH: folders.join(path.delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  };
}
