import type { Db, Language } from '@umschlag/db';
import { limitsOfUploadLink } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { entranceLink } from './entrance-link.ts';
import { type EntranceState, entranceState } from './entrance-state.policy.ts';
import { loadOwnUploadLink } from './own-upload-link.ts';
import { loadRequestedDocuments, type RequestedDocument } from './requested-documents.ts';
import { loadUploadLinkKey, openTexts, type UploadLinkTexts } from './upload-link-texts.ts';

/** An upload link as its owner sees it. */
export interface UploadLinkView extends UploadLinkTexts {
  readonly id: string;
  readonly level: number;
  /** null: its owner's alone. */
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly language: Language;
  readonly state: EntranceState;
  /** The address to hand on. */
  readonly link: string;
  /** Of the key that submissions are sealed to, or that of its predecessor; null at levels 1 and 2. */
  readonly ownerFingerprint: string | null;
  readonly hasPin: boolean;
  readonly deadlineAt: Date;
  readonly maxSubmissions: number | null;
  readonly acceptedCount: number;
  readonly maxSubmissionBytes: number;
  readonly invitedEmail: string | null;
  readonly mailState: string;
  readonly mailReason: string | null;
  readonly mailedAt: Date | null;
  readonly createdAt: Date;
  readonly documents: readonly RequestedDocument[];
}

/** @throws AppError `not_found` */
export async function describeUploadLink(deps: Deps, ownerId: string, uploadLinkId: string): Promise<UploadLinkView> {
  const { db } = deps.database;
  const row = await loadOwnUploadLink(db, ownerId, uploadLinkId);
  const key = await loadUploadLinkKey(deps, db, row.id);
  return {
    id: row.id,
    ...openTexts(key, row),
    level: row.level,
    team: await findTeam(db, row.team_id),
    language: row.language,
    state: entranceState(row, deps.clock.now()),
    link: entranceLink(deps, row),
    ownerFingerprint: row.owner_fingerprint,
    hasPin: row.pin_tag !== null,
    deadlineAt: row.deadline_at,
    maxSubmissions: row.max_submissions,
    acceptedCount: row.accepted_count,
    maxSubmissionBytes: (await limitsOfUploadLink(db, row)).maxDeliveryBytes,
    invitedEmail: row.invited_email,
    mailState: row.mail_state,
    mailReason: row.mail_reason,
    mailedAt: row.mailed_at,
    createdAt: row.created_at,
    documents: await loadRequestedDocuments(db, row.id, key),
  };
}

async function findTeam(db: Db, teamId: string | null): Promise<UploadLinkView['team']> {
  if (teamId === null) return null;
  return (await db.selectFrom('teams').select(['id', 'name']).where('id', '=', teamId).executeTakeFirst()) ?? null;
}
