import type { Danger } from './dangers.ts';
import type { Finding } from './finding.ts';
import type { FileKind } from './formats.ts';

/** Exceptions that an authority makes. What is left out is not allowed. */
export interface AdmissionPolicy {
  /** Office files with macros, or with objects of other programs. */
  readonly allowMacros?: boolean;
  /** PDFs with JavaScript, as forms that calculate have it. */
  readonly allowActivePdf?: boolean;
  /** What is under a password, so that no scanner sees it. */
  readonly allowEncrypted?: boolean;
  /** What was not looked into: archives other than ZIP, archives in archives, and what is too large to be looked at. */
  readonly allowUnchecked?: boolean;
}

/** Why a file is not taken: a danger, or that its kind is not among those accepted. */
export type RefusalReason = Danger | 'kind_not_accepted';
export type Admission = { readonly ok: true } | { readonly ok: false; readonly reason: RefusalReason };

/** The exception that lets a danger pass. What is not listed never passes: programs and scripts above all. */
const EXCEPTIONS: Readonly<Partial<Record<Danger, keyof AdmissionPolicy>>> = {
  macro: 'allowMacros',
  embedded_object: 'allowMacros',
  active_pdf: 'allowActivePdf',
  encrypted_pdf: 'allowEncrypted',
  encrypted_office: 'allowEncrypted',
  encrypted_archive: 'allowEncrypted',
  unchecked: 'allowUnchecked',
};

/**
 * Whether an authority takes a file: its kind is among `accepted`, and nothing speaks against it but what `policy`
 * allows. A program, a script and a file with one of them in it is refused whatever is accepted. The gravest reason is
 * told; a kind that is not accepted only where nothing graver is.
 */
export function admits(accepted: readonly FileKind[], finding: Finding, policy: AdmissionPolicy = {}): Admission {
  const danger = finding.dangers.find((found) => !isAllowed(found, policy));
  if (danger !== undefined) return { ok: false, reason: danger };
  return accepted.includes(finding.kind) ? { ok: true } : { ok: false, reason: 'kind_not_accepted' };
}

function isAllowed(danger: Danger, policy: AdmissionPolicy): boolean {
  const exception = EXCEPTIONS[danger];
  return exception !== undefined && policy[exception] === true;
}
