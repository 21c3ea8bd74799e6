import type { FormerKey } from '@umschlag/contract';
import { formatFingerprint } from '@umschlag/keyring/light';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface FormerKeysProps {
  readonly formerKeys: readonly FormerKey[];
  readonly secretKey: UnlockedKeyState;
}

/** The keys before the present one: what was encrypted to them is not lost with them. */
export function FormerKeys({ formerKeys, secretKey }: FormerKeysProps) {
  const texts = useKeyText();
  const t = texts.former;
  const { language } = useLanguage();
  const { busy, problem, run } = useKeyAction();
  const isOpen = ({ fingerprint }: FormerKey) => secretKey.open?.opened.includes(fingerprint) ?? false;
  const unlock = ({ fingerprint }: FormerKey) =>
    run(texts.busy, async () => void (await secretKey.unlock(fingerprint)));
  if (formerKeys.length === 0) return null;
  return (
    <section class="card" aria-labelledby="former-keys">
      <h2 id="former-keys">{t.title}</h2>
      <KeyProblemNotice problem={problem} />
      <ul class="list">
        {formerKeys.map((key) => (
          <li key={key.fingerprint}>
            <div class="list-main">
              <h3 class="fingerprint">{formatFingerprint(key.fingerprint)}</h3>
              <p class="meta">
                <span>{t[key.state](formatDate(key.endedAt, language))}</span>{' '}
                {key.formerKey !== null && <span>{t.opens}</span>}
              </p>
            </div>
            {isOpen(key) ? (
              <span class="badge active">{t.open}</span>
            ) : (
              key.unlocks.length > 0 && (
                <button
                  type="button"
                  class="button"
                  aria-label={t.unlockOf(formatFingerprint(key.fingerprint))}
                  aria-disabled={busy !== ''}
                  onClick={() => void unlock(key)}
                >
                  {t.unlock}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
