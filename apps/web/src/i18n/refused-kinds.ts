import type { ErrorDetails } from '@umschlag/std/errors';

/** What a file is that is not taken, as far as it makes a difference for whoever has it. */
export type RefusedKind = 'program' | 'macro' | 'protected' | 'misnamed' | 'unasked' | 'other';

/** By what the server gives as `details.reason` of `file_kind_refused`. */
const KINDS: Readonly<Record<string, RefusedKind>> = {
  executable: 'program',
  script: 'program',
  embedded_executable: 'program',
  launching_pdf: 'program',
  macro: 'macro',
  embedded_object: 'macro',
  encrypted_pdf: 'protected',
  encrypted_office: 'protected',
  encrypted_archive: 'protected',
  mismatched_name: 'misnamed',
  kind_not_accepted: 'unasked',
};

/** Chooses the sentence that helps; a reason that this page does not know is any other. */
export function refusedKind({ reason }: ErrorDetails): RefusedKind {
  return typeof reason === 'string' && Object.hasOwn(KINDS, reason) ? KINDS[reason]! : 'other';
}
