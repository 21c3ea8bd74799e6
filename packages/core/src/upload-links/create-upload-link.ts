import type { Tx } from '@umschlag/db';
import { hashToken, newId } from '@umschlag/std';
import { cleanText, type Sender } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { requireActiveKey } from '../keys/index.ts';
import { loadLimits } from '../organisations/index.ts';
import { findTeamKey, keyChanged, lockOwnTeam } from '../teams/index.ts';
import { entranceToken } from './entrance-link.ts';
import { pinTag } from './pin.ts';
import { insertRequestedDocuments } from './requested-documents.ts';
import {
  checkDeadline,
  checkSubmissionSize,
  type RequestedDocumentWish,
  requireDistinctDocuments,
  requireKeyByLevel,
  requireTitle,
  type UploadLinkWish,
} from './upload-link.policy.ts';
import { createUploadLinkKey, sealTexts, type UploadLinkTexts } from './upload-link-texts.ts';

/**
 * Opens an entrance: from here on whoever holds its link can submit, until the deadline.
 * @returns its id
 * @throws AppError `invalid_request` (details: `field`), `deadline_out_of_policy`; at levels 3 and 4 `own_key_changed`
 *   or `team_key_changed` unless the named key is the owner's or the team's active one; `not_found` for a team that the
 *   owner is no member of
 */
export async function createUploadLink(deps: Deps, owner: Sender, wish: UploadLinkWish): Promise<string> {
  const now = deps.clock.now();
  const texts = cleanTexts(wish);
  const documents = wish.documents.map(cleanDocument);
  requireTitle(texts.title);
  requireDistinctDocuments(documents);
  requireKeyByLevel(wish);
  checkDeadline(wish.deadlineAt, now);
  checkSubmissionSize(wish.maxSubmissionBytes, await loadLimits(deps.database.db, owner.organisationId));
  const id = newId();
  await deps.database.transaction(async (tx) => {
    const fingerprint = wish.ownerFingerprint;
    await requireKey(tx, owner, wish);
    await tx
      .insertInto('upload_links')
      .values({
        id,
        owner_id: owner.accountId,
        team_id: wish.teamId ?? null,
        organisation_id: owner.organisationId,
        level: wish.level,
        owner_fingerprint: fingerprint ?? null,
        language: wish.language,
        link_token_hash: hashToken(entranceToken(deps.keys, id)),
        sealed_texts: null,
        pin_tag: wish.pin === undefined ? null : pinTag(deps.keys, id, wish.pin),
        deadline_at: wish.deadlineAt,
        max_submissions: wish.maxSubmissions,
        max_submission_bytes: wish.maxSubmissionBytes,
        created_at: now,
        updated_at: now,
      })
      .execute();
    const key = await createUploadLinkKey(deps, tx, id);
    await tx
      .updateTable('upload_links')
      .set({ sealed_texts: sealTexts(key, id, texts) })
      .where('id', '=', id)
      .execute();
    await insertRequestedDocuments(tx, id, key, documents);
  });
  return id;
}

function cleanTexts({ title, reference, instructions }: UploadLinkTexts): UploadLinkTexts {
  return {
    title: cleanText(title, 'subject'),
    reference: cleanText(reference, 'subject'),
    instructions: cleanText(instructions, 'message'),
  };
}

function cleanDocument(wish: RequestedDocumentWish): RequestedDocumentWish {
  return { ...wish, name: cleanText(wish.name, 'subject'), explanation: cleanText(wish.explanation, 'message') };
}

async function requireKey(tx: Tx, { accountId }: Sender, { teamId, ownerFingerprint }: UploadLinkWish): Promise<void> {
  if (teamId === undefined) {
    if (ownerFingerprint !== undefined) await requireActiveKey(tx, accountId, ownerFingerprint);
    return;
  }
  // Held: whoever is removed at this moment makes nothing for the team any more.
  await lockOwnTeam(tx, accountId, teamId);
  if (ownerFingerprint === undefined) return;
  if ((await findTeamKey(tx, teamId))?.fingerprint !== ownerFingerprint) throw keyChanged();
}
