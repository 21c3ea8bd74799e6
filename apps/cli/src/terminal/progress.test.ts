import { expect, test } from '@jest/globals';
import { printable } from './printable.ts';
import { bar, showProgress } from './progress.ts';
import { formatBytes, formatDuration } from './sizes.ts';

test('without a terminal there is a line per file, and no control character', () => {
  const lines: string[] = [];
  const progress = showProgress(
    { screen: undefined, note: (line) => lines.push(line) },
    { totalBytes: 2048, fileCount: 2, verb: 'Sent' },
  );
  const file = progress.begin('a\u001b[2J.txt', 2048);
  file.add(2048);
  file.finish();
  progress.begin('empty', 0).finish();
  progress.end();
  expect(lines).toEqual(['Sent 1/2 a\ufffd[2J.txt (2.0 KiB)', 'Sent 2/2 empty (0 B)']);
});

test('bars, sizes and durations', () => {
  expect(bar(0, 10)).toBe(`[${'-'.repeat(24)}]`);
  expect(bar(5, 10)).toBe(`[${'#'.repeat(12)}${'-'.repeat(12)}]`);
  expect(bar(0, 0)).toBe(`[${'#'.repeat(24)}]`);
  expect([0, 1023, 1024, 3 * 1024 ** 3].map(formatBytes)).toEqual(['0 B', '1023 B', '1.0 KiB', '3.0 GiB']);
  expect([5, 65, 7389].map(formatDuration)).toEqual(['0:05', '1:05', '2:03:09']);
  expect(printable('a\u202eb\u0007')).toBe('a\ufffdb\ufffd');
});
