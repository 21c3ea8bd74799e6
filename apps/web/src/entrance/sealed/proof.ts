import type { ProvenFile } from './sealing-calls.ts';

const keyOf = (submissionId: string): string => `proof/${submissionId}`;

/** Keeps what proves the content of a sealed submission, as long as this tab: then it is saved, or gone. */
export function keepProof(submissionId: string, files: readonly ProvenFile[]): void {
  try {
    sessionStorage.setItem(keyOf(submissionId), JSON.stringify(files));
  } catch {
    // Where storage is forbidden there is none.
  }
}

export function findProof(submissionId: string): readonly ProvenFile[] | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(submissionId));
    return kept === null ? undefined : (JSON.parse(kept) as ProvenFile[]);
  } catch {
    return undefined;
  }
}

/** As it is saved (docs/FORMATS.md, "Proof of a submission"). */
export function proofText(submissionId: string, files: readonly ProvenFile[]): string {
  const written = files.map(({ id: _, ...file }) => file);
  return `${JSON.stringify({ type: 'umschlag-submission-proof', version: 1, submissionId, files: written }, null, 2)}\n`;
}
