import type { Account, AccountKey, KeyUnlock } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { AddUnlock } from './add-unlock.tsx';
import { FormDialog } from './form-dialog.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ProofField, proofOf } from './proof-field.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface UnlockListProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  reload(): Promise<void>;
}

/** What opens the key: all of it, a way to add, and a way to remove all but the last. */
export function UnlockList({ account, stored, secretKey, reload }: UnlockListProps) {
  const { unlocks: t } = useKeyText();
  const { language } = useLanguage();
  const [removing, setRemoving] = useState<KeyUnlock | undefined>();
  const [status, setStatus] = useState('');
  const nameOf = ({ kind, label }: KeyUnlock) => (label === '' ? t.kinds[kind] : `${t.kinds[kind]}: ${label}`);
  const changed = async (what: string) => {
    setStatus(what);
    await reload();
  };
  const { unlocks } = stored;
  return (
    <section class="card" aria-labelledby="unlocks">
      <h2 id="unlocks">{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <p role="status">{status}</p>
      <ul class="list">
        {unlocks.map((unlock) => (
          <li key={unlock.id}>
            <div class="list-main">
              <h3>{nameOf(unlock)}</h3>
              <p class="meta">{t.created(formatDate(unlock.createdAt, language))}</p>
            </div>
            {unlocks.length > 1 ? (
              <button
                type="button"
                class="button danger"
                aria-label={t.removeOf(nameOf(unlock), formatDate(unlock.createdAt, language))}
                onClick={() => setRemoving(unlock)}
              >
                {t.remove}
              </button>
            ) : (
              <span class="badge">{t.last}</span>
            )}
          </li>
        ))}
      </ul>
      {unlocks.length === 1 && (
        <div class="notice error">
          <h3 class="notice-title">{t.secondTitle}</h3>
          <p>{t.second}</p>
        </div>
      )}
      <AddUnlock account={account} stored={stored} secretKey={secretKey} added={() => changed(t.added)} />
      {removing && (
        <RemoveUnlock
          account={account}
          unlock={removing}
          name={nameOf(removing)}
          removed={() => {
            setRemoving(undefined);
            void changed(t.removed);
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </section>
  );
}

interface RemoveUnlockProps {
  readonly account: Account;
  readonly unlock: KeyUnlock;
  readonly name: string;
  removed(): void;
  onClose(): void;
}

function RemoveUnlock({ account, unlock, name, removed, onClose }: RemoveUnlockProps) {
  const { unlocks: t, busy: meanwhile } = useKeyText();
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useKeyAction();
  const remove = () =>
    void run(meanwhile, async () => {
      const params = { id: unlock.id };
      await call('POST /api/v1/account/key/unlocks/:id/remove', { params, body: proofOf(password) });
      removed();
    });
  return (
    <FormDialog
      title={t.removeTitle(name)}
      action={t.removeNow}
      danger
      busy={busy !== ''}
      onSubmit={remove}
      onClose={onClose}
    >
      <p>{t.removeText}</p>
      <KeyProblemNotice problem={problem} />
      <ProofField id="remove-proof" account={account} value={password} onValue={setPassword} />
    </FormDialog>
  );
}
