import { addMs, DAY_MS, hashToken, newId, newSecretToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { API_TOKEN_PREFIX } from './api-token.policy.ts';
import { cleanName } from './clean-name.policy.ts';
import type { ApiTokenView } from './list-api-tokens.ts';
import { requireLivingSession } from './require-living-session.ts';
import { type Prover, requireFreshProof } from './require-proof.ts';

/**
 * Makes an API token for the caller's account. It outlasts the session by far, so a session alone does not make one:
 * it takes the password, or a sign-in not older than 10 minutes.
 * @returns the token, which is shown this once: only its hash is stored
 * @throws AppError sign_in_failed, sign_in_required when the session ended meanwhile, too_many_requests
 */
export async function createApiToken(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  prover: Prover & { readonly session: NonNullable<Prover['session']> },
  input: { readonly name: string; readonly validDays: number; readonly currentPassword?: string | undefined },
): Promise<{ token: string; apiToken: ApiTokenView }> {
  await requireFreshProof(deps, prover, input.currentPassword);
  const token = `${API_TOKEN_PREFIX}${newSecretToken()}`;
  const createdAt = deps.clock.now();
  const expiresAt = addMs(createdAt, input.validDays * DAY_MS);
  const id = newId();
  const name = cleanName(input.name) || 'API';
  const accountId = prover.account.id;
  const row = { token_hash: hashToken(token), account_id: accountId, name, created_at: createdAt };
  await deps.database.transaction(async (tx) => {
    await requireLivingSession(tx, accountId, prover.session.id);
    await tx
      .insertInto('api_tokens')
      .values({ id, ...row, expires_at: expiresAt })
      .execute();
  });
  return { token, apiToken: { id, name, createdAt, expiresAt, lastUsedAt: null } };
}
