import type { Account, AccountKey } from '@umschlag/contract';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { KeyLogSection } from '../key-log/key-log-section.tsx';
import { Link } from '../routing/link.tsx';
import { safeReturnTo } from '../routing/match.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { EnrolForm } from './enrol-form.tsx';
import { ExportSection } from './export-section.tsx';
import { FormerKeys } from './former-keys.tsx';
import { KeyFacts } from './key-facts.tsx';
import { loadOwnKeys } from './own-keys.ts';
import { PassphraseChange } from './passphrase-change.tsx';
import { RevokeSection } from './revoke-section.tsx';
import { RotateForm } from './rotate-form.tsx';
import { useKeyText } from './texts/key-text.ts';
import { UnlockList } from './unlock-list.tsx';
import { useKeyAction } from './use-key-action.ts';
import { type UnlockedKeyState, useUnlockedKey } from './use-unlocked-key.tsx';

export default function KeyPage() {
  const { account } = useSession();
  return account ? <OwnKeyPage key={account.id} account={account} /> : null;
}

function OwnKeyPage({ account }: { readonly account: Account }) {
  const t = useKeyText();
  const { common } = useText();
  const { value: keys, problem, reload } = useLoaded(loadOwnKeys);
  const [notice, setNotice] = useState('');
  const place = useRef<HTMLParagraphElement>(null);
  const secretKey = useUnlockedKey(account);
  /** Another key than before: its page begins anew, at what is said about it. */
  const changed = async (said: string) => {
    await reload();
    setNotice(said);
  };
  useLayoutEffect(() => {
    if (notice !== '') place.current?.focus();
  }, [notice]);
  return (
    <Page title={t.title}>
      <p>{t.intro}</p>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {!keys && !problem && <p class="loading">{common.loading}</p>}
      {notice !== '' && (
        <p ref={place} tabIndex={-1} class="notice good">
          {notice}
        </p>
      )}
      {keys?.key && (
        <PresentKey
          key={keys.key.fingerprint}
          account={account}
          stored={keys.key}
          secretKey={secretKey}
          reload={reload}
          changed={changed}
        />
      )}
      {keys && !keys.key && <EnrolForm account={account} enrolled={changed} />}
      {keys?.key && <KeyLogSection account={account} keys={keys} open={secretKey.open} />}
      {keys && <FormerKeys formerKeys={keys.formerKeys} secretKey={secretKey} />}
      {secretKey.dialog}
      <WayBack hasKey={keys?.key != null} />
    </Page>
  );
}

/** To whatever page needed a key, with all that was entered there; else to the account. */
function WayBack({ hasKey }: { readonly hasKey: boolean }) {
  const t = useKeyText();
  const returnTo = safeReturnTo(new URLSearchParams(location.search).get('returnTo'), '');
  return (
    <p>
      {returnTo === '' ? (
        <Link to="/account">{t.back}</Link>
      ) : (
        <Link to={returnTo} class={hasKey ? 'button primary' : ''}>
          {t.backToWork}
        </Link>
      )}
    </p>
  );
}

interface PresentKeyProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  reload(): Promise<void>;
  changed(notice: string): Promise<void>;
}

function PresentKey(props: PresentKeyProps) {
  return (
    <>
      <LockState {...props} />
      <UnlockList {...props} />
      <KeyFacts {...props} />
      <PassphraseChange {...props} />
      <ExportSection {...props} />
      <RotateForm {...props} rotated={props.changed} />
      <RevokeSection {...props} revoked={props.changed} />
    </>
  );
}

/** Whether the key is open in this tab, and the button for the other state. */
function LockState({ stored, secretKey }: PresentKeyProps) {
  const { state: t, busy: meanwhile } = useKeyText();
  const { run } = useKeyAction();
  const isOpen = secretKey.open?.opened.includes(stored.fingerprint) ?? false;
  const unlock = () => run(meanwhile, async () => void (await secretKey.unlock(stored.fingerprint)));
  return (
    <div class="lock-state">
      <p role="status" class={isOpen ? 'badge-text open' : 'badge-text'}>
        {isOpen ? t.unlocked : t.locked}
      </p>
      {isOpen ? (
        <button type="button" class="button" onClick={secretKey.lock}>
          {t.lock}
        </button>
      ) : (
        <button type="button" class="button primary" onClick={() => void unlock()}>
          {t.unlock}
        </button>
      )}
    </div>
  );
}
