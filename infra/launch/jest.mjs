import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run.mjs';

const FLAGS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/**
 * Adds up a jest report. A file that could not run at all holds no test, and counts as one failure;
 * so does a run that failed without any failing test.
 */
export function countTests(report) {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs jest and counts; a run that ends without a report, or badly in spite of a good one, is one failure. */
export async function runJest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'umschlag-jest-'));
  const file = join(folder, 'report.json');
  try {
    const options = [process.env.NODE_OPTIONS, FLAGS].filter(Boolean).join(' ');
    const all = ['--json', `--outputFile=${file}`, ...args];
    const { code } = await runTool('jest', 'jest', all, { env: { ...env, NODE_OPTIONS: options } });
    const report = readReport(file);
    const counts = report ? countTests(report) : { passed: 0, failed: 1, skipped: 0 };
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
