import { ApiProblem } from '../api/problem.ts';
import type { Accepted } from './messages.ts';

/**
 * Levels 3 and 4: refuses by its content what nobody should open, and what was not asked for, before it is sealed; the
 * server cannot. Whoever changes this page sends what they like: the owner is told that nobody has looked.
 * @throws ApiProblem `file_kind_refused`
 */
export async function refuseKind(file: File, { kinds, policy }: Accepted): Promise<void> {
  // Loaded when it is needed: most uploads need none.
  const { admits, FILE_KINDS, inspectFile } = await import('@umschlag/file-kinds');
  const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
  const finding = await inspectFile({ sizeBytes: file.size, read }, file.name);
  const admission = admits(kinds === 'any' ? FILE_KINDS : kinds, finding, policy);
  if (admission.ok) return;
  throw new ApiProblem('file_kind_refused', { details: { reason: admission.reason, format: finding.format } });
}
