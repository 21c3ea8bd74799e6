import { AppError, addMs, DAY_MS, PLATFORM_LIMITS } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import type { Limits } from '../organisations/index.ts';
import type { DocumentTexts, UploadLinkTexts } from './upload-link-texts.ts';

/** What a requested document may be, told by its content. `any`: whatever is not refused anyhow. */
export const ACCEPTED_KINDS = ['pdf', 'image', 'office', 'text', 'any'] as const;
export type AcceptedKind = (typeof ACCEPTED_KINDS)[number];

export interface RequestedDocumentWish extends DocumentTexts {
  readonly isRequired: boolean;
  readonly acceptedKinds: readonly AcceptedKind[];
}

/** What the owner says of a new upload link. */
export interface UploadLinkWish extends UploadLinkTexts {
  readonly level: 1 | 2 | 3 | 4;
  /** Levels 3 and 4: of the owner's active key, or the team's, as the owner's client has it. */
  readonly ownerFingerprint?: string | undefined;
  /** The team that it belongs to; without it, to its owner. */
  readonly teamId?: string | undefined;
  readonly language: 'de' | 'en';
  readonly documents: readonly RequestedDocumentWish[];
  readonly deadlineAt: Date;
  /** null: unlimited. */
  readonly maxSubmissions: number | null;
  /** Octets of one submission. */
  readonly maxSubmissionBytes: number;
  readonly pin?: string | undefined;
}

/** A title that says nothing cannot be found again. @throws AppError `invalid_request` (details: `field`) */
export function requireTitle(title: string): void {
  if (title === '') throw refused('title', 'An upload link needs a title.');
}

/** @throws AppError `invalid_request` (details: `field`) unless a key is named at levels 3 and 4, and only there */
export function requireKeyByLevel({
  level,
  ownerFingerprint,
}: Pick<UploadLinkWish, 'level' | 'ownerFingerprint'>): void {
  if (isEndToEnd(level) === (ownerFingerprint !== undefined)) return;
  throw refused('ownerFingerprint', 'At levels 3 and 4, and only there, the key of the owner is named.');
}

/** @throws AppError `deadline_out_of_policy` (details: `max`, days) */
export function checkDeadline(deadlineAt: Date, now: Date): void {
  if (deadlineAt > now && deadlineAt <= addMs(now, PLATFORM_LIMITS.maxUploadLinkDays * DAY_MS)) return;
  const max = PLATFORM_LIMITS.maxUploadLinkDays;
  throw new AppError('deadline_out_of_policy', `A deadline is in the future, ${max} days ahead at most.`, {
    details: { max },
  });
}

/** @throws AppError `invalid_request` (details: `field`) */
export function checkSubmissionSize(maxSubmissionBytes: number, limits: Limits): void {
  if (maxSubmissionBytes >= 1 && maxSubmissionBytes <= Math.min(limits.maxDeliveryBytes, limits.maxFileBytes)) return;
  throw refused('maxSubmissionBytes', 'A submission may not be larger than what the organisation allows.');
}

/** Two documents of one name could not be told apart. @throws AppError `invalid_request` (details: `field`) */
export function requireDistinctDocuments(documents: readonly DocumentTexts[]): void {
  const names = new Set(documents.map(({ name }) => name.toLocaleLowerCase('de')));
  if (names.size < documents.length || names.has('')) {
    throw refused('documents', 'Each requested document needs a name of its own.');
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid_request', message, { details: { part: 'body', field } });
}
