import type { Account, ApiToken } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { ApiTokenForm } from './api-token-form.tsx';

export function ApiTokens({ account }: { readonly account: Account }) {
  const { t: texts, language } = useLanguage();
  const t = texts.account;
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/api-tokens', {}));
  const [secret, setSecret] = useState<string | undefined>();
  const [status, setStatus] = useState('');
  const { busy, problem: failed, run } = useAction();
  const created = (token: string) => {
    setSecret(token);
    void reload();
  };
  const revoke = (token: ApiToken) =>
    run(async () => {
      await call('DELETE /api/v1/api-tokens/:id', { params: { id: token.id } });
      setStatus(t.tokenRevoked);
      await reload();
    });
  return (
    <section class="card" aria-labelledby="tokens">
      <h2 id="tokens">{t.tokens}</h2>
      <p class="hint">{t.tokensHint}</p>
      <ProblemNotice problem={problem ?? failed} />
      <p role="status">{status}</p>
      {value?.tokens.length === 0 && <p>{t.tokensNone}</p>}
      {value && value.tokens.length > 0 && (
        <ul class="list">
          {value.tokens.map((token) => (
            <li key={token.id}>
              <div class="list-main">
                <h3>{token.name}</h3>
                <p class="meta">
                  <span>{t.tokenUntil(formatDate(token.expiresAt, language))}</span>{' '}
                  <span>{token.lastUsedAt ? t.tokenUsed(formatDate(token.lastUsedAt, language)) : t.tokenUnused}</span>
                </p>
              </div>
              <button
                type="button"
                class="button danger"
                aria-label={t.tokenRevokeOf(token.name)}
                aria-disabled={busy}
                onClick={() => void revoke(token)}
              >
                {t.tokenRevoke}
              </button>
            </li>
          ))}
        </ul>
      )}
      {secret && (
        <div class="notice good" role="alert">
          <p>{t.tokenOnce}</p>
          <CopyField id="new-token" label={t.tokenNew} value={secret} />
        </div>
      )}
      <ApiTokenForm account={account} created={created} />
    </section>
  );
}
