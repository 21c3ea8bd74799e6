import type { Account, AccountKey, FormerKey, KeyUnlock } from '@umschlag/contract';
import { wrongGroupsOf } from '@umschlag/keyring/light';
import { useState } from 'preact/hooks';
import { Link } from '../routing/link.tsx';
import { TextField } from '../ui/field.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { BusyText } from './busy-text.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import { FormDialog } from './form-dialog.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { askToUnlock, KeyProblem } from './keyring.ts';
import type { GivenSecret, UnlockedKey } from './messages.ts';
import { keyToUnlock, loadOwnKeys, type OwnKeys, ownerOf, passkeysOf } from './own-keys.ts';
import { askPasskey, passkeysPossible } from './passkey.ts';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import { useWrongTries } from './use-wrong-tries.ts';

interface UnlockDialogProps {
  readonly account: Account;
  /** Of the key to unlock; default: the present one. */
  readonly fingerprint: string | undefined;
  onUnlocked(open: UnlockedKey): void;
  onClose(): void;
}

type Kind = KeyUnlock['kind'];
const KINDS: readonly Kind[] = ['passphrase', 'passkey', 'recovery-code'];

/** Asks for what unlocks the key, in whatever page needs it. */
export function UnlockDialog(props: UnlockDialogProps) {
  const t = useKeyText();
  const { value: keys, problem } = useLoaded(loadOwnKeys);
  const key = keys && keyToUnlock(keys, props.fingerprint);
  if (keys && key) return <UnlockForm {...props} keys={keys} stored={key} />;
  return (
    <FormDialog title={t.unlock.title} action={undefined} busy onSubmit={() => {}} onClose={props.onClose}>
      <ProblemNotice problem={problem} />
      {keys ? (
        <p>
          {t.unlock.noKey} <Link to="/account/key">{t.unlock.setUp}</Link>
        </p>
      ) : (
        <p role="status">{problem ? '' : t.busy}</p>
      )}
    </FormDialog>
  );
}

interface UnlockFormProps extends UnlockDialogProps {
  readonly keys: OwnKeys;
  readonly stored: AccountKey | FormerKey;
}

function UnlockForm({ account, keys, stored, onUnlocked, onClose }: UnlockFormProps) {
  const t = useKeyText();
  const kinds = KINDS.filter((one) => stored.unlocks.some((unlock) => unlock.kind === one));
  const [kind, setKind] = useState(kinds[0]!);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState('');
  const { busy, problem, setProblem, run } = useKeyAction();
  const tries = useWrongTries();
  const choose = (next: Kind) => {
    setKind(next);
    setTyped('');
    setMissing('');
    setProblem(undefined);
  };
  const ask = async (): Promise<GivenSecret> => {
    if (kind === 'passphrase') return { kind, passphrase: typed };
    if (kind === 'recovery-code') return { kind, code: typed };
    return { kind, ...(await askPasskey(passkeysOf(stored.unlocks))) };
  };
  const submit = () => {
    if (tries.seconds > 0) return;
    const nothing = kind !== 'passkey' && typed.trim() === '';
    setMissing(nothing ? (kind === 'passphrase' ? t.unlock.passphraseEnter : t.unlock.codeEnter) : '');
    if (nothing) return;
    void run(kind === 'passphrase' ? t.busyPassphrase : t.busy, async () => {
      try {
        const what = { owner: ownerOf(account), key: stored, replacedKeys: keys.formerKeys, secret: await ask() };
        const open = await askToUnlock('unlock', what);
        tries.right();
        onUnlocked(open);
      } catch (error) {
        if (error instanceof KeyProblem && error.code === 'wrong_secret') tries.wrong();
        throw error;
      }
    });
  };
  return (
    <FormDialog
      title={t.unlock.title}
      action={t.unlock.submit}
      busy={busy !== '' || tries.seconds > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t.unlock.text}</p>
      <KeyProblemNotice problem={problem} />
      {kinds.length > 1 && (
        <ChoiceGroup
          name="unlock-kind"
          legend={t.unlock.with}
          choices={kinds}
          labels={t.unlock.kinds}
          value={kind}
          onValue={choose}
        />
      )}
      <SecretField kind={kind} account={account} typed={typed} missing={missing} onTyped={setTyped} />
      <BusyText text={busy} />
      <p role="status" class="wait-text">
        {tries.seconds > 0 ? t.unlock.wait(tries.seconds) : ''}
      </p>
    </FormDialog>
  );
}

interface SecretFieldProps {
  readonly kind: Kind;
  readonly account: Account;
  readonly typed: string;
  /** What to say if nothing was typed. */
  readonly missing: string;
  onTyped(typed: string): void;
}

function SecretField({ kind, account, typed, missing, onTyped }: SecretFieldProps) {
  const t = useKeyText();
  if (kind === 'passkey') return <p>{passkeysPossible() ? t.unlock.passkeyHint : t.unlock.passkeyNotHere}</p>;
  if (kind === 'recovery-code') {
    // Whole groups only: what is still being typed is not wrong yet.
    const wrong = wrongGroupsOf(typed).filter(
      (group) => group < Math.floor(typed.replace(/[^\p{L}\p{N}]/gu, '').length / 5),
    );
    const mistyped = wrong.length > 0 ? t.unlock.codeGroups(wrong.map((group) => group + 1).join(', ')) : undefined;
    return (
      <TextField
        id="unlock-code"
        label={t.unlock.code}
        hint={t.unlock.codeHint}
        class="secret"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={typed}
        onValue={onTyped}
        error={missing || mistyped}
      />
    );
  }
  return (
    <>
      {/* Another name than that of the sign-in: password managers keep the two apart. */}
      <input type="text" name="username" autocomplete="username" value={`SecuPass ${account.email}`} readOnly hidden />
      <PasswordField
        id="unlock-passphrase"
        label={t.passphrase.label}
        autocomplete="current-password"
        value={typed}
        onValue={onTyped}
        error={missing || undefined}
      />
    </>
  );
}
