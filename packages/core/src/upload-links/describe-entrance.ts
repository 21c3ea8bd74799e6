import type { Db, Language } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import { limitsOfUploadLink } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { findSignersKeys } from '../keys/index.ts';
import { loadSubmittedFilesPolicy, type SubmittedFilesPolicy } from '../organisations/index.ts';
import { loadTeamKeys } from '../teams/index.ts';
import { type EntranceState, entranceState } from './entrance-state.policy.ts';
import type { UploadLinkRow } from './own-upload-link.ts';
import { loadRequestedDocuments, type RequestedDocument } from './requested-documents.ts';
import { loadUploadLinkKey, openTexts, type UploadLinkTexts } from './upload-link-texts.ts';

/** What is asked for; content, so behind the PIN where there is one. */
export interface EntranceDetails extends UploadLinkTexts {
  readonly documents: readonly RequestedDocument[];
}

/** What submissions are sealed to, with the statements that lead from one key to the next. */
export interface OwnerKeys {
  /** null: a team's. */
  readonly address: string | null;
  readonly teamId: string | null;
  /** null: there is none at the moment, and nothing can be submitted. */
  readonly key: { readonly fingerprint: string; readonly publicKey: Buffer } | null;
  /** Newest first. */
  readonly formerKeys: readonly {
    readonly fingerprint: string;
    readonly publicKey: Buffer;
    readonly statement: Buffer;
  }[];
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
  /** Levels 3 and 4: what submissions are sealed to. The page goes by the fingerprint in its link, not by our word. */
  readonly ownerKeys: OwnerKeys | null;
  /** What is taken though it may do harm; for the browser that checks at levels 3 and 4. */
  readonly files: SubmittedFilesPolicy;
  /** null: the PIN is needed first. */
  readonly details: EntranceDetails | null;
}

/** @param isUnlocked whether the PIN was given, or there is none */
export async function describeEntrance(deps: Deps, link: UploadLinkRow, isUnlocked: boolean): Promise<EntranceView> {
  const { db } = deps.database;
  const owner = await db
    .selectFrom('accounts')
    .innerJoin('organisations', (join) => join.on('organisations.id', '=', link.organisation_id))
    .leftJoin('teams', (join) => join.on('teams.id', '=', link.team_id))
    .select(['accounts.display_name', 'accounts.email', 'organisations.name', 'organisations.time_zone'])
    .select('teams.name as team')
    .where('accounts.id', '=', link.owner_id)
    .executeTakeFirstOrThrow();
  const limits = await limitsOfUploadLink(db, link);
  return {
    organisation: owner.name,
    owner: owner.team ?? owner.display_name ?? owner.email,
    language: link.language,
    timeZone: owner.time_zone,
    level: link.level,
    state: entranceState(link, deps.clock.now()),
    needsPin: link.pin_tag !== null,
    deadlineAt: link.deadline_at,
    maxSubmissionBytes: limits.maxDeliveryBytes,
    maxFiles: limits.maxFiles,
    files: await loadSubmittedFilesPolicy(db, link.organisation_id),
    ownerKeys: isEndToEnd(link.level) ? await loadOwnerKeys(db, link, owner.email) : null,
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

async function loadOwnerKeys(db: Db, link: UploadLinkRow, ownerEmail: string): Promise<OwnerKeys> {
  const { team_id: teamId } = link;
  if (teamId === null) return { address: ownerEmail, teamId, ...(await findSignersKeys(db, link.owner_id)) };
  const key = await loadTeamKeys(db, teamId);
  return { address: null, teamId, key, formerKeys: key?.formerKeys ?? [] };
}
