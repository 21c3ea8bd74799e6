import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { BusyText } from './busy-text.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask, askToUnlock } from './keyring.ts';
import type { NewKeyMaterial } from './messages.ts';
import { NewPassphraseFields, NO_PASSPHRASE, passphraseErrors } from './new-passphrase.tsx';
import { ownerOf } from './own-keys.ts';
import { ProofField, proofOf } from './proof-field.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';

const SOURCES = ['new', 'file'] as const;

interface EnrolFormProps {
  readonly account: Account;
  /** @param notice what to say on the page that follows */
  enrolled(notice: string): Promise<void>;
}

/** The first key, or one after a revocation: made here, or brought along. */
export function EnrolForm({ account, enrolled }: EnrolFormProps) {
  const texts = useKeyText();
  const t = texts.enrol;
  const [source, setSource] = useState<(typeof SOURCES)[number]>('new');
  const [file, setFile] = useState<File | undefined>();
  const [filePassphrase, setFilePassphrase] = useState('');
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [understood, setUnderstood] = useState(false);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useKeyAction();
  const submit = (event: Event) => {
    event.preventDefault();
    const found = passphraseErrors('new-passphrase', passphrase, texts);
    if (source === 'file' && !file) found.unshift({ fieldId: 'key-file', text: t.fileEnter });
    if (!understood) found.push({ fieldId: 'understood', text: t.understoodEnter });
    setErrors(found);
    if (found.length > 0) return;
    void run(texts.busyKey, async () => {
      const brought =
        source === 'file' && file ? { armored: await file.text(), passphrase: filePassphrase } : undefined;
      const owner = ownerOf(account);
      const made = await ask('enrol', { owner, passphrase: passphrase.passphrase, file: brought });
      await call('POST /api/v1/account/key', { body: { ...newKeyBody(made), ...proofOf(password) } });
      await askToUnlock('adopt', { fingerprint: made.fingerprint });
      await enrolled(made.announcesSeipdv2 ? t.done : t.oldPrograms);
    });
  };
  return (
    <section class="card" aria-labelledby="enrol">
      <h2 id="enrol">{t.title}</h2>
      <p>{t.text}</p>
      <div class="notice">
        <h3 class="notice-title">{t.lossTitle}</h3>
        <p>{t.loss}</p>
      </div>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <KeyProblemNotice problem={problem} />
        <ChoiceGroup
          name="key-source"
          legend={t.source}
          choices={SOURCES}
          labels={t.sources}
          hints={t.sourceHints}
          value={source}
          onValue={setSource}
        />
        {source === 'file' && (
          <>
            <Field id="key-file" label={t.file} hint={t.fileHint} error={errorOf(errors, 'key-file')}>
              {(attributes) => (
                <input type="file" {...attributes} onChange={(event) => setFile(event.currentTarget.files?.[0])} />
              )}
            </Field>
            <PasswordField
              id="file-passphrase"
              label={t.filePassphrase}
              optional
              autocomplete="current-password"
              value={filePassphrase}
              onValue={setFilePassphrase}
            />
          </>
        )}
        <NewPassphraseFields id="new-passphrase" value={passphrase} onValue={setPassphrase} errors={errors} />
        <ProofField id="enrol-proof" account={account} value={password} onValue={setPassword} />
        <label class="check">
          <input
            id="understood"
            type="checkbox"
            checked={understood}
            aria-invalid={errorOf(errors, 'understood') ? 'true' : undefined}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
          {t.understood}
        </label>
        <BusyText text={busy} />
        <button type="submit" class="button primary" aria-disabled={busy !== ''}>
          {t.submit}
        </button>
      </form>
    </section>
  );
}

/** As the API takes it. */
export function newKeyBody({ fingerprint, version, publicKey, material }: NewKeyMaterial) {
  return { fingerprint, version, publicKey, unlocks: [{ kind: 'passphrase' as const, label: '', material }] };
}
