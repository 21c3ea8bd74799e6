import type { DraftFields, Limits } from '@umschlag/contract';
import { UsageError } from '../exit.ts';
import { formatBytes, printable } from '../terminal/index.ts';
import type { LocalFile } from '../transfer/index.ts';

/** Of every installation; the server has the last word. */
const MAX_SEGMENTS = 16;
const MAX_SEGMENT_OCTETS = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[/\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * Compares what is to be sent with what the server takes, before a byte moves. All faults are told at once.
 * @throws UsageError
 */
export function checkLimits(limits: Limits, draft: DraftFields, files: readonly LocalFile[]): void {
  const faults = [...draftFaults(limits, draft), ...sizeFaults(limits, files), ...nameFaults(files)];
  if (faults.length === 0) return;
  throw new UsageError(`Nothing was sent, because:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}

function draftFaults(limits: Limits, { recipients = [], expiryDays = 0 }: DraftFields): string[] {
  return [
    ...(recipients.length > limits.maxRecipients
      ? [`There are ${recipients.length} recipients; ${limits.maxRecipients} are allowed.`]
      : []),
    ...(expiryDays > limits.maxExpiryDays
      ? [`--expires ${expiryDays} is too long; ${limits.maxExpiryDays} days are allowed.`]
      : []),
  ];
}

function sizeFaults(limits: Limits, files: readonly LocalFile[]): string[] {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const tooLarge = files
    .filter(({ sizeBytes }) => sizeBytes > limits.maxFileBytes)
    .map(
      (file) =>
        `${nameOf(file)} has ${formatBytes(file.sizeBytes)}; a file may have ${formatBytes(limits.maxFileBytes)}.`,
    );
  return [
    ...tooLarge,
    ...(totalBytes > limits.maxDeliveryBytes
      ? [`Together they have ${formatBytes(totalBytes)}; a delivery may have ${formatBytes(limits.maxDeliveryBytes)}.`]
      : []),
    ...(files.length > limits.maxFiles
      ? [`There are ${files.length} files; ${limits.maxFiles} are allowed. Pack them into an archive first.`]
      : []),
  ];
}

function nameFaults(files: readonly LocalFile[]): string[] {
  return files.flatMap((file) => {
    const reason = nameFault(file.path);
    return reason ? [`${nameOf(file)} ${reason}; rename it.`] : [];
  });
}

function nameFault(path: readonly string[]): string | undefined {
  if (path.length > MAX_SEGMENTS) return `lies more than ${MAX_SEGMENTS} folders deep`;
  if (path.some((segment) => !segment.isWellFormed() || segment.includes('�'))) return 'has a name that is not Unicode';
  if (path.some((segment) => FORBIDDEN.test(segment))) return 'has a control character or backslash in its name';
  if (path.some((segment) => /[. ]$/.test(segment))) return 'has a name that ends with a dot or space';
  if (path.some((segment) => Buffer.byteLength(segment) > MAX_SEGMENT_OCTETS)) return 'has a name of over 255 bytes';
  return undefined;
}

function nameOf({ path }: LocalFile): string {
  return printable(path.join('/'));
}
