import type { Account, AccountKey, Body } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useSession } from '../session/session.tsx';
import { TextField } from '../ui/field.tsx';
import { BusyText } from './busy-text.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask } from './keyring.ts';
import { passkeysOf } from './own-keys.ts';
import { makePasskey, passkeysPossible } from './passkey.ts';
import { RecoverySheet } from './recovery-sheet.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface AddUnlockProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  added(): Promise<void>;
}

type NewUnlock = Omit<Body<'POST /api/v1/account/key/unlocks'>, 'fingerprint'>;

/** Saves an unlock of the key at the server. @throws ApiProblem */
export async function saveUnlock({ fingerprint }: AccountKey, unlock: NewUnlock): Promise<void> {
  await call('POST /api/v1/account/key/unlocks', { body: { fingerprint, ...unlock } });
}

/** A recovery sheet or a passkey, besides the passphrase. */
export function AddUnlock({ account, stored, secretKey, added }: AddUnlockProps) {
  const texts = useKeyText();
  const t = texts.unlocks;
  const { platformName } = useSession();
  const { fingerprint } = stored;
  const [sheet, setSheet] = useState<{ code: string; material: string } | undefined>();
  const [name, setName] = useState('');
  const { busy, problem, run } = useKeyAction();
  const addPasskey = () =>
    run(texts.busy, async () => {
      await secretKey.unlock(fingerprint);
      const user = { name: account.email, displayName: account.displayName ?? account.email, platform: platformName };
      const existing = passkeysOf(stored.unlocks).map(({ credentialId }) => credentialId);
      const { reference: passkey, prfOutput } = await makePasskey(user, existing);
      const material = await ask('lockWithPasskey', { fingerprint, passkey, prfOutput });
      await saveUnlock(stored, { kind: 'passkey', label: name.trim(), material });
      setName('');
      await added();
    });
  const addSheet = () =>
    run(texts.busy, async () => {
      await secretKey.unlock(fingerprint);
      setSheet(await ask('lockWithRecoveryCode', { fingerprint }));
    });
  if (sheet) {
    const finish = async () => {
      await saveUnlock(stored, { kind: 'recovery-code', label: '', material: sheet.material });
      setSheet(undefined);
      await added();
    };
    return (
      <RecoverySheet
        code={sheet.code}
        account={account}
        stored={stored}
        finish={finish}
        cancel={() => setSheet(undefined)}
      />
    );
  }
  return (
    <>
      <KeyProblemNotice problem={problem} />
      <BusyText text={busy} />
      <div class="button-row">
        <button type="button" class="button" aria-disabled={busy !== ''} onClick={() => void addSheet()}>
          {t.addSheet}
        </button>
      </div>
      {passkeysPossible() ? (
        <div class="narrow">
          <TextField
            id="passkey-name"
            label={t.passkeyName}
            hint={t.passkeyNameHint}
            optional
            maxLength={100}
            autocomplete="off"
            value={name}
            onValue={setName}
          />
          <button type="button" class="button" aria-disabled={busy !== ''} onClick={() => void addPasskey()}>
            {t.addPasskey}
          </button>
        </div>
      ) : (
        <p class="hint">{t.passkeyNotHere}</p>
      )}
    </>
  );
}
