import { formatFingerprint } from '@umschlag/keyring/light';
import { ComparisonDetails } from '../comparing/comparison-details.tsx';
import { ask } from '../keys/keyring.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { useSealingText } from './texts/sealing-text.ts';

interface KeyWordsProps {
  readonly fingerprint: string;
  /** Whose key it is said to be, where it can be compared by QR code too. */
  readonly address?: string;
  /** The code showed this very key. */
  onSame?(): void;
}

/** What two people compare. Give it the fingerprint as `key`: the words are computed once. */
export function KeyWords({ fingerprint, address, onSame }: KeyWordsProps) {
  const { readers: t } = useSealingText();
  // Without the words the fingerprint says the same.
  const { value: words } = useLoaded(() =>
    ask('fingerprintWords', { fingerprint }).catch(() => [] as readonly string[]),
  );
  return (
    <>
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
      {address !== undefined && (
        <ComparisonDetails address={address} fingerprint={fingerprint} {...(onSame && { onSame })} />
      )}
    </>
  );
}
