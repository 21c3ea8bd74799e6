import { addMs, DAY_MS, hashToken, newId, newSecretToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { API_TOKEN_PREFIX } from './api-token.policy.ts';
import { cleanName } from './clean-name.policy.ts';
import type { ApiTokenView } from './list-api-tokens.ts';

/** Makes an API token for an account. @returns the token, which is shown this once: only its hash is stored */
export async function createApiToken(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  accountId: string,
  input: { readonly name: string; readonly validDays: number },
): Promise<{ token: string; apiToken: ApiTokenView }> {
  const token = `${API_TOKEN_PREFIX}${newSecretToken()}`;
  const createdAt = clock.now();
  const expiresAt = addMs(createdAt, input.validDays * DAY_MS);
  const id = newId();
  const name = cleanName(input.name) || 'API';
  await database.transaction((tx) =>
    tx
      .insertInto('api_tokens')
      .values({
        id,
        token_hash: hashToken(token),
        account_id: accountId,
        name,
        created_at: createdAt,
        expires_at: expiresAt,
      })
      .execute(),
  );
  return { token, apiToken: { id, name, createdAt, expiresAt, lastUsedAt: null } };
}
