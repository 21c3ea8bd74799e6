import type { Account, AccountKey } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { saveFile } from '../ui/save-file.ts';
import { BusyText } from './busy-text.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask } from './keyring.ts';
import { NewPassphraseFields, NO_PASSPHRASE, passphraseErrors } from './new-passphrase.tsx';
import { ownerOf } from './own-keys.ts';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface ExportSectionProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
}

/** The public key for everybody, the secret one for the owner's other programs. */
export function ExportSection({ account, stored, secretKey }: ExportSectionProps) {
  const texts = useKeyText();
  const t = texts.export;
  const { fingerprint, publicKey } = stored;
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [saved, setSaved] = useState('');
  const { busy, problem, run } = useKeyAction();
  const nameOf = (kind: 'public' | 'secret') => `${t.fileNames[kind]}-${fingerprint.slice(-8)}.asc`;
  const savePublic = () =>
    run(texts.busy, async () => {
      saveFile(nameOf('public'), await ask('exportPublicKey', { owner: ownerOf(account), publicKey }));
      setSaved(t.saved);
    });
  const submit = (event: Event) => {
    event.preventDefault();
    setSaved('');
    const found = passphraseErrors('file-passphrase', passphrase, texts);
    setErrors(found);
    if (found.length > 0) return;
    void run(texts.busy, async () => {
      await secretKey.unlock(fingerprint);
      const armored = await ask('exportSecretKey', { fingerprint, passphrase: passphrase.passphrase });
      saveFile(nameOf('secret'), armored);
      setPassphrase(NO_PASSPHRASE);
      setSaved(t.saved);
    });
  };
  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">{t.title}</h2>
      <KeyProblemNotice problem={problem} />
      <p role="status">{saved}</p>
      <p>{t.publicHint}</p>
      <div class="button-row">
        <button type="button" class="button" onClick={() => void savePublic()}>
          {t.publicSave}
        </button>
      </div>
      <form onSubmit={submit} noValidate class="narrow">
        <p>{t.secretHint}</p>
        <ErrorSummary errors={errors} />
        <NewPassphraseFields
          id="file-passphrase"
          label={t.label}
          repeatLabel={t.repeat}
          value={passphrase}
          onValue={setPassphrase}
          errors={errors}
        />
        <BusyText text={busy} />
        <button type="submit" class="button" aria-disabled={busy !== ''}>
          {t.secretSave}
        </button>
      </form>
    </section>
  );
}
