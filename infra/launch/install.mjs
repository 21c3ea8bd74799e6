import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { findHostNode, findOnPath, hostPath } from './host-node.mjs';
import { withInstallLock } from './install-lock.mjs';
import { inRoot } from './paths.mjs';
import { interruptedCode, run } from './run.mjs';
import { Stop } from './stop.mjs';

const STAMP = inRoot('node_modules/.umschlag-lock');
const LOCK = inRoot('.umschlag-install');

function wantedStamp() {
  const hash = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wantedStamp();

/** npm as the one that started us, or the host's; always on the host's Node, as npm deletes the pinned one. */
function npmCommand(path) {
  const node = findHostNode();
  if (!node) throw new Stop('No Node was found on the PATH outside of node_modules: please install Node 20 or newer.');
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script)) return { file: node, first: [script], node };
  const npm = findOnPath('npm', path);
  if (!npm) throw new Stop('npm was not found on the PATH: please install it with Node 20 or newer.');
  return { file: npm, first: [], node };
}

async function installPackages() {
  const stamp = wantedStamp();
  const path = hostPath();
  const { file, first, node } = npmCommand(path);
  // Development tools and the pinned Node are needed whatever NODE_ENV or the user's npm settings say.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${path}` };
  const { code } = await run(file, args, { env });
  if (interruptedCode()) throw new Stop('Stopped while installing packages.', interruptedCode());
  if (code !== 0) throw new Stop(`The packages could not be installed (npm ci ended with code ${code}).`);
  writeFileSync(STAMP, stamp);
}

/** Installs what package-lock.json names, if that is not what node_modules holds. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withInstallLock(
    LOCK,
    async () => {
      if (isInstalled()) return;
      process.stderr.write('Installing packages (first start, or package-lock.json has changed) ...\n');
      await installPackages();
    },
    () => process.stderr.write('Another launch is installing packages; waiting for it.\n'),
  );
}
