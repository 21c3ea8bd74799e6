import type { Language } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import { limitsOfUploadLink } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { type EntranceState, entranceState } from './entrance-state.policy.ts';
import type { UploadLinkRow } from './own-upload-link.ts';
import { loadRequestedDocuments, type RequestedDocument } from './requested-documents.ts';
import { loadUploadLinkKey, openTexts, type UploadLinkTexts } from './upload-link-texts.ts';

/** What is asked for; content, so behind the PIN where there is one. */
export interface EntranceDetails extends UploadLinkTexts {
  readonly documents: readonly RequestedDocument[];
}

/** An upload link as whoever holds it sees it. */
export interface EntranceView {
  readonly organisation: string;
  readonly owner: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly level: number;
  readonly state: EntranceState;
  readonly needsPin: boolean;
  readonly deadlineAt: Date;
  readonly maxSubmissionBytes: number;
  readonly maxFiles: number;
  /** null: the PIN is needed first. */
  readonly details: EntranceDetails | null;
}

/** @param isUnlocked whether the PIN was given, or there is none */
export async function describeEntrance(deps: Deps, link: UploadLinkRow, isUnlocked: boolean): Promise<EntranceView> {
  const { db } = deps.database;
  const owner = await db
    .selectFrom('accounts')
    .innerJoin('organisations', (join) => join.on('organisations.id', '=', link.organisation_id))
    .select(['accounts.display_name', 'accounts.email', 'organisations.name', 'organisations.time_zone'])
    .where('accounts.id', '=', link.owner_id)
    .executeTakeFirstOrThrow();
  const limits = await limitsOfUploadLink(db, link);
  return {
    organisation: owner.name,
    owner: owner.display_name ?? owner.email,
    language: link.language,
    timeZone: owner.time_zone,
    level: link.level,
    state: entranceState(link, deps.clock.now()),
    needsPin: link.pin_tag !== null,
    deadlineAt: link.deadline_at,
    maxSubmissionBytes: limits.maxDeliveryBytes,
    maxFiles: limits.maxFiles,
    details: isUnlocked ? await describeDetails(deps, link) : null,
  };
}

async function describeDetails(deps: Deps, link: UploadLinkRow): Promise<EntranceDetails> {
  const { db } = deps.database;
  const key = await loadUploadLinkKey(deps, db, link.id);
  // Ended since it was found.
  if (!key) throw nothingHere();
  return { ...openTexts(key, link), documents: await loadRequestedDocuments(db, link.id, key) };
}
