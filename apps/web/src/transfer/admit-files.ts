import type { Limits } from '@umschlag/contract';
import { isUsablePath } from './file-name.ts';

export type RejectReason = 'name' | 'size' | 'total' | 'count' | 'duplicate';

export interface Candidate {
  readonly path: readonly string[];
  readonly sizeBytes: number;
  /** One file may be two of the requested documents. */
  readonly requestedDocumentId?: string | undefined;
}

export type FileLimits = Pick<Limits, 'maxFileBytes' | 'maxDeliveryBytes' | 'maxFiles'>;

export interface Admission<T> {
  readonly accepted: readonly T[];
  readonly rejected: readonly { readonly path: readonly string[]; readonly reason: RejectReason }[];
}

/** Sorts out, before a byte moves, what the server would refuse; the rest is kept in order. */
export function admitFiles<T extends Candidate>(
  candidates: readonly T[],
  present: readonly Candidate[],
  limits: FileLimits,
): Admission<T> {
  const keys = new Set(present.map(keyOf));
  let total = present.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let count = present.length;
  const accepted: T[] = [];
  const rejected: { path: readonly string[]; reason: RejectReason }[] = [];
  for (const candidate of candidates) {
    const reason = reasonAgainst(candidate, keys, total, count, limits);
    if (reason) {
      rejected.push({ path: candidate.path, reason });
      continue;
    }
    accepted.push(candidate);
    keys.add(keyOf(candidate));
    total += candidate.sizeBytes;
    count += 1;
  }
  return { accepted, rejected };
}

function reasonAgainst(
  candidate: Candidate,
  keys: ReadonlySet<string>,
  total: number,
  count: number,
  limits: FileLimits,
): RejectReason | undefined {
  const { path, sizeBytes } = candidate;
  if (!isUsablePath(path)) return 'name';
  if (keys.has(keyOf(candidate))) return 'duplicate';
  if (sizeBytes > limits.maxFileBytes) return 'size';
  if (total + sizeBytes > limits.maxDeliveryBytes) return 'total';
  return count >= limits.maxFiles ? 'count' : undefined;
}

/** The same name with another size is another file; the server then numbers it. */
const keyOf = ({ path, sizeBytes, requestedDocumentId }: Candidate): string =>
  JSON.stringify([path, sizeBytes, requestedDocumentId]);
