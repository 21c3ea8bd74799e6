import { useState } from 'preact/hooks';
import { ChoiceGroup } from '../keys/choice-group.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { WithoutKey } from '../transfer/draft-secrets.ts';
import { KeyWords } from './key-words.tsx';
import type { RecipientKey } from './look-up-keys.ts';
import { useSealingText } from './texts/sealing-text.ts';
import type { RecipientKeys } from './use-recipient-keys.ts';

type Ways = Readonly<Record<string, WithoutKey>>;

interface ReadersSectionProps {
  /** In lower case. */
  readonly addresses: readonly string[];
  readonly keys: RecipientKeys;
  readonly ways: Ways;
  readonly error: string | undefined;
  onWays(ways: Ways): void;
}

const WAYS = ['access-code', 'release'] as const;

/** With what each recipient of level 3 or 4 will open it, and the sender's choice for those who have no key. */
export function ReadersSection({ addresses, keys, ways, error, onWays }: ReadersSectionProps) {
  const { readers: t } = useSealingText();
  const keyless = addresses.filter((address) => keys.found.get(address)?.state === 'none');
  const chosen = new Set(keyless.map((address) => ways[address]));
  const [isEach, setIsEach] = useState<boolean | undefined>();
  const common = chosen.size === 1 ? [...chosen][0] : undefined;
  // What was chosen before a reload says which way it was.
  const shownEach = keyless.length > 1 && (isEach ?? chosen.size > 1);
  const choose = (value: WithoutKey | 'each') => {
    setIsEach(value === 'each');
    if (value !== 'each') onWays({ ...ways, ...Object.fromEntries(keyless.map((address) => [address, value])) });
  };
  return (
    <section aria-labelledby="readers-title" id="readers" tabIndex={-1} class={error ? 'field invalid' : undefined}>
      <h2 id="readers-title">{t.title}</h2>
      {error && <p class="field-error">{error}</p>}
      <KeyProblemNotice problem={keys.problem} />
      {keys.problem && (
        <button type="button" class="button" onClick={keys.retry}>
          {t.retry}
        </button>
      )}
      {addresses.length === 0 && <p>{t.none}</p>}
      <ul class="list">
        {addresses.map((address) => (
          <ReaderRow key={address} address={address} found={keys.found.get(address)}>
            {shownEach && (
              <select
                aria-label={t.wayOf(address)}
                value={ways[address] ?? ''}
                onChange={(event) => onWays({ ...ways, [address]: event.currentTarget.value as WithoutKey })}
              >
                {ways[address] === undefined && <option value="">{t.choose}</option>}
                {WAYS.map((way) => (
                  <option key={way} value={way}>
                    {t.ways[way]}
                  </option>
                ))}
              </select>
            )}
          </ReaderRow>
        ))}
      </ul>
      {keyless.length > 0 && (
        <ChoiceGroup
          name="without-key"
          legend={t.withoutKey}
          choices={keyless.length > 1 ? ([...WAYS, 'each'] as const) : WAYS}
          labels={t.ways}
          hints={t.hints}
          value={shownEach ? 'each' : common}
          onValue={choose}
        />
      )}
    </section>
  );
}

interface ReaderRowProps {
  readonly address: string;
  readonly found: RecipientKey | undefined;
  /** For whoever has no key. */
  readonly children: preact.ComponentChildren;
}

function ReaderRow({ address, found, children }: ReaderRowProps) {
  const { readers: t } = useSealingText();
  return (
    <li>
      <div class="list-main">
        <h3>{address}</h3>
        <p role="status" class={found?.state === 'key' ? 'reader-state keyed' : 'reader-state'}>
          {!found ? t.looking : found.state === 'key' ? t.hasKey : found.state === 'none' ? t.hasNone : ''}
        </p>
        {found?.state === 'unusable' && <p class="field-error">{t.unusable}</p>}
        {found?.state === 'key' && <Compare address={address} fingerprint={found.fingerprint} />}
      </div>
      {found?.state === 'none' && children}
    </li>
  );
}

/** Computed when it is opened: it takes a moment for each. */
function Compare({ address, fingerprint }: { readonly address: string; readonly fingerprint: string }) {
  const { readers: t } = useSealingText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={t.compareOf(address)}>{t.compare}</summary>
      {isOpen && <KeyWords key={fingerprint} fingerprint={fingerprint} />}
    </details>
  );
}
