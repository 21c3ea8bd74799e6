import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { EnrolForm } from '../keys/enrol-form.tsx';
import { loadOwnKeys } from '../keys/own-keys.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { KeyWords } from './refusal-notice.tsx';
import { useReceivingText } from './texts/receiving-text.ts';

interface PendingReleaseProps {
  readonly account: Account;
  refresh(): void;
}

/** Nothing opens it yet: leads to a key, and says what happens next. */
export function PendingRelease({ account, refresh }: PendingReleaseProps) {
  const { pending: t } = useReceivingText();
  const { common } = useText();
  const { value: keys, problem, reload } = useLoaded(loadOwnKeys);
  const [hasLooked, setLooked] = useState(false);
  const lookAgain = () => {
    setLooked(true);
    refresh();
  };
  return (
    <>
      <section class="card" aria-labelledby="pending">
        <h2 id="pending">{t.title}</h2>
        <p>{t.why}</p>
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
        {!keys && !problem && <p class="loading">{common.loading}</p>}
        {keys && !keys.key && <p>{t.withoutKey}</p>}
        {keys?.key && (
          <>
            <p>{t.asked}</p>
            <p>{t.compare}</p>
            <p>
              <KeyWords key={keys.key.fingerprint} fingerprint={keys.key.fingerprint} />
            </p>
            <p role="status">{hasLooked ? t.stillPending : ''}</p>
            <button type="button" class="button" onClick={lookAgain}>
              {t.again}
            </button>
          </>
        )}
      </section>
      {keys && !keys.key && <EnrolForm account={account} enrolled={() => reload()} />}
    </>
  );
}
