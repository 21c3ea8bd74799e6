import type { Db } from '@umschlag/db';
import { type RenderedMail, renderMail } from '@umschlag/mailer';
import type { Deps } from '../deps.ts';
import type { MailKinds } from '../mail/index.ts';
import { signToken } from '../tokens/index.ts';
import { CHALLENGE_MINUTES } from './challenge.policy.ts';
import { challengeCode } from './challenge-secrets.ts';
import { invitationToken } from './invitation-token.ts';

/** The code, and a link that holds the same challenge. Both are in no row: they are made here. */
async function signInMail(deps: Deps, db: Db, challengeId: string): Promise<RenderedMail | undefined> {
  const challenge = await db
    .selectFrom('sign_in_challenges')
    .select(['language', 'expires_at'])
    .where('id', '=', challengeId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  const ttlSeconds = Math.floor(((challenge?.expires_at.getTime() ?? 0) - deps.clock.now().getTime()) / 1000);
  if (!challenge || ttlSeconds <= 0) return undefined;
  const token = await signToken(deps, 'sign-in-link', { challengeId }, ttlSeconds);
  return renderMail(
    'sign-in',
    // The fragment never reaches a server or its logs.
    {
      link: `${deps.publicUrl}/sign-in/link#${token}`,
      code: challengeCode(deps.keys, challengeId),
      validMinutes: CHALLENGE_MINUTES,
    },
    { language: challenge.language, platformName: deps.platformName },
  );
}

async function invitationMail(deps: Deps, db: Db, invitationId: string): Promise<RenderedMail | undefined> {
  const invitation = await db
    .selectFrom('invitations as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .leftJoin('accounts as a', 'a.id', 'i.invited_by')
    .select(['i.expires_at', 'i.accepted_at', 'o.name', 'o.language', 'o.time_zone', 'a.display_name'])
    .where('i.id', '=', invitationId)
    .executeTakeFirst();
  if (!invitation || invitation.accepted_at !== null || invitation.expires_at <= deps.clock.now()) return undefined;
  return renderMail(
    'invitation',
    {
      organisation: invitation.name,
      invitedBy: invitation.display_name,
      expiresAt: invitation.expires_at,
      link: `${deps.publicUrl}/invitation#${invitationToken(deps.keys, invitationId)}`,
    },
    { language: invitation.language, platformName: deps.platformName, timeZone: invitation.time_zone },
  );
}

/**
 * Tells the owner of an account what may have been somebody else's doing.
 * @param path where to look, and what can be undone
 */
function changeNotice(kind: 'password-changed' | 'key-changed', path: string) {
  return async (deps: Deps, db: Db, accountId: string): Promise<RenderedMail | undefined> => {
    const account = await db
      .selectFrom('accounts as a')
      .leftJoin('organisations as o', 'o.id', 'a.organisation_id')
      .select(['a.language', 'o.time_zone'])
      .where('a.id', '=', accountId)
      .executeTakeFirst();
    // The mail was queued in the transaction of the change.
    const mail = await db
      .selectFrom('mails')
      .select('created_at')
      .where('subject_id', '=', accountId)
      .where('kind', '=', kind)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    if (!account) return undefined;
    return renderMail(
      kind,
      { changedAt: mail?.created_at ?? deps.clock.now(), link: `${deps.publicUrl}${path}` },
      {
        language: account.language,
        platformName: deps.platformName,
        ...(account.time_zone === null ? {} : { timeZone: account.time_zone }),
      },
    );
  };
}

/** The mails of this feature, composed when they are sent. */
export const accountMails = {
  'sign-in': { compose: signInMail },
  invitation: { compose: invitationMail },
  'password-changed': { compose: changeNotice('password-changed', '/sign-in') },
  'key-changed': { compose: changeNotice('key-changed', '/account/key') },
} satisfies MailKinds;
