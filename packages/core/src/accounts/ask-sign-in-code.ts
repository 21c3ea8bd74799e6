import type { Language } from '@umschlag/db';
import { AppError, addMs, hashToken, isSecretToken, newId, newSecretToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import { requireAddress } from './address.ts';
import { admitCodeMail } from './admit-try.ts';
import { CHALLENGE_MS } from './challenge.policy.ts';
import { wrapReturnPath } from './challenge-secrets.ts';
import { isOwnPath } from './return-path.policy.ts';

/**
 * Mails a code and a link. Does the same whether the address has an account or not: whoever has none registers
 * by confirming.
 * @param input `browserToken` is the cookie that the browser has already, `deviceToken` that of a known device
 * @returns `browserToken` for the cookie: the link works only in the browser that asked
 * @throws AppError invalid_request, too_many_requests
 */
export async function askSignInCode(
  deps: Pick<Deps, 'database' | 'clock' | 'keys' | 'jobs'>,
  input: {
    readonly email: string;
    readonly language: Language;
    readonly returnTo?: string | undefined;
    readonly browserToken?: string | undefined;
    readonly clientAddress: string;
    readonly deviceToken?: string | undefined;
  },
): Promise<{ challengeId: string; expiresAt: Date; browserToken: string }> {
  const { address, key } = requireAddress(input.email);
  const { returnTo } = input;
  if (returnTo !== undefined && !isOwnPath(returnTo)) {
    throw new AppError('invalid_request', 'The path to return to is not one of ours.', {
      details: { field: 'returnTo' },
    });
  }
  await admitCodeMail(deps, { emailKey: key, clientAddress: input.clientAddress, deviceToken: input.deviceToken });
  const known = input.browserToken;
  const browserToken = known !== undefined && isSecretToken(known) ? known : newSecretToken();
  const id = newId();
  const now = deps.clock.now();
  const expiresAt = addMs(now, CHALLENGE_MS);
  await deps.database.transaction(async (tx) => {
    await tx
      .insertInto('sign_in_challenges')
      .values({
        id,
        email: address,
        email_key: key,
        browser_hash: hashToken(browserToken),
        language: input.language,
        return_to: returnTo === undefined ? null : wrapReturnPath(deps.keys, id, returnTo),
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await queueMail(deps, tx, { kind: 'sign-in', toEmail: address, subjectId: id });
  });
  return { challengeId: id, expiresAt, browserToken };
}
