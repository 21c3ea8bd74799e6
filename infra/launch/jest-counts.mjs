// Reads the counts of a jest run from its report file (`--json --outputFile`).
import { readFileSync } from 'node:fs';

const UNREPORTED = { passed: 0, failed: 1, skipped: 0 };

/**
 * The counts of one run. A test file that could not be loaded has no tests to count, and a run that died has no
 * report: each counts as one failed test, so that the sum never looks better than the run.
 */
export function readCounts(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return UNREPORTED;
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** Such as `12 passed, 0 failed`. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
