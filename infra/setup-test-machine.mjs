import { findOnPath } from './launch/host-node.mjs';
import { interruptedCode, run } from './launch/run.mjs';

/** What the full tests need from the system: command, package, and the tests that are skipped without it. */
const CEPH_TESTS = 'the storage tests against Ceph';
const NEEDED = [
  { command: 'chromium', package: 'chromium', tests: 'the browser tests (tests/journeys)' },
  { command: 'radosgw', package: 'radosgw', tests: CEPH_TESTS },
  { command: 'ceph-mon', package: 'ceph-mon', tests: CEPH_TESTS },
  { command: 'ceph-osd', package: 'ceph-osd', tests: CEPH_TESTS },
  { command: 'curl', package: 'curl', tests: CEPH_TESTS },
];

const missing = () => NEEDED.filter(({ command }) => !findOnPath(command));

function whyNotInstallable() {
  if (process.platform !== 'linux' || !findOnPath('apt-get')) return 'this system has no apt-get';
  if (process.getuid() !== 0) return 'only root may install packages';
  return undefined;
}

/** Installs with apt, never asking; the sentence that says why it did not work, or undefined. */
async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-q'], { env, capture: true });
  if (interruptedCode()) return 'it was stopped';
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const { code, output } = await run('apt-get', args, { env, capture: true });
  if (code === 0) return undefined;
  process.stderr.write(update.code === 0 ? output : update.output + output);
  return `apt-get ended with code ${code}`;
}

/** Brings in what the tests need from the system, or says which tests will be skipped, and why. */
export async function setUpTestMachine(say) {
  const lacking = missing();
  if (lacking.length === 0) return;
  const packages = lacking.map((need) => need.package);
  let reason = whyNotInstallable();
  if (!reason) {
    say(`Installing for the tests: ${packages.join(' ')}`);
    reason = await install(packages);
  }
  const still = missing();
  if (still.length === 0) return;
  const commands = still.map((need) => need.command).join(', ');
  say(`Not there: ${commands}, because ${reason ?? 'the packages did not bring them'}.`);
  for (const tests of new Set(still.map((need) => need.tests))) say(`SKIPPED: ${tests}`);
}
