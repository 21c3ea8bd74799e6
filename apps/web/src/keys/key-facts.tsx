import type { Account, AccountKey } from '@umschlag/contract';
import { formatFingerprint } from '@umschlag/keyring/light';
import { QrCode } from '../comparing/qr-code.tsx';
import { useComparingText } from '../comparing/texts/comparing-text.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { ask } from './keyring.ts';
import { useKeyText } from './texts/key-text.ts';

interface KeyFactsProps {
  readonly account: Account;
  readonly stored: AccountKey;
}

/** What others recognise the key by. */
export function KeyFacts({ account, stored }: KeyFactsProps) {
  const comparing = useComparingText();
  const { facts: t } = useKeyText();
  const { language } = useLanguage();
  // Without the words the page is still of use: the fingerprint says the same.
  const { value: words } = useLoaded(() =>
    ask('fingerprintWords', { fingerprint: stored.fingerprint }).catch(() => [] as readonly string[]),
  );
  return (
    <section class="card" aria-labelledby="key-facts">
      <h2 id="key-facts">{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <dl class="facts">
        <dt>{t.fingerprint}</dt>
        <dd class="fingerprint">{formatFingerprint(stored.fingerprint)}</dd>
        {words?.length !== 0 && (
          <>
            <dt>{t.words}</dt>
            <dd class="key-words" lang={words ? 'de' : undefined}>
              {words ? words.join(' ') : t.wordsLoading}
            </dd>
          </>
        )}
        <dt>{t.created}</dt>
        <dd>{formatDate(stored.createdAt, language)}</dd>
        <dt>{comparing.codeTitle}</dt>
        <dd>
          <QrCode fingerprint={stored.fingerprint} label={comparing.codeOf(account.email)} />
          <p class="meta">{account.email}</p>
          <p class="hint">{comparing.codeHint}</p>
        </dd>
      </dl>
    </section>
  );
}
