import { formatFingerprint } from '@umschlag/keyring/light';
import { ask } from '../keys/keyring.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { useSealingText } from './texts/sealing-text.ts';

/** What two people compare by telephone. Give it the fingerprint as `key`: the words are computed once. */
export function KeyWords({ fingerprint }: { readonly fingerprint: string }) {
  const { readers: t } = useSealingText();
  // Without the words the fingerprint says the same.
  const { value: words } = useLoaded(() =>
    ask('fingerprintWords', { fingerprint }).catch(() => [] as readonly string[]),
  );
  return (
    <dl class="facts">
      {words?.length !== 0 && (
        <>
          <dt>{t.words}</dt>
          <dd class="key-words" lang={words ? 'de' : undefined}>
            {words ? words.join(' ') : t.wordsLoading}
          </dd>
        </>
      )}
      <dt>{t.compare}</dt>
      <dd class="fingerprint">{formatFingerprint(fingerprint)}</dd>
    </dl>
  );
}
