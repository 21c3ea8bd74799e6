import { execFile } from 'node:child_process';
import path from 'node:path';

/** One forbidden import: the rule's name and the file that it stands in. */
export interface Violation {
  rule: string;
  from: string;
}

interface Report {
  summary: { violations: { rule: { name: string }; from: string }[]; totalCruised: number };
}

/** Checks the tree at `folder` with this checkout's real import rules, as `npm run lint` does. */
export function cruise(
  checkout: string,
  folder: string,
  tops: string[],
): Promise<{ violations: Violation[]; modules: number }> {
  const program = path.join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rules = path.join(checkout, '.dependency-cruiser.mjs');
  const args = [program, '--config', rules, '--output-type', 'json', ...tops];
  return new Promise((resolve, reject) => {
    // Its exit code is the number of violations: what counts is whether there is a report.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 256 * 2 ** 20 }, (error, stdout, stderr) => {
      if (!stdout.startsWith('{'))
        return reject(new Error(`No report of the import rules: ${stderr}`, { cause: error }));
      const { summary } = JSON.parse(stdout) as Report;
      const violations = summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
      resolve({ violations, modules: summary.totalCruised });
    });
  });
}
