import type { Account, AccountKey } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { saveFile } from '../ui/save-file.ts';
import { BusyText } from './busy-text.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import { FormDialog } from './form-dialog.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask } from './keyring.ts';
import { textToBase64 } from './octets.ts';
import { ownerOf } from './own-keys.ts';
import { ProofField, proofOf } from './proof-field.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

const WAYS = ['retired', 'compromised', 'file', 'lost'] as const;
type Way = (typeof WAYS)[number];

interface RevokeSectionProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  revoked(notice: string): Promise<void>;
}

/** The end of a key without a next one, and the file for whoever loses every unlock. */
export function RevokeSection(props: RevokeSectionProps) {
  const { stored, secretKey } = props;
  const texts = useKeyText();
  const t = texts.revoke;
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState('');
  const { busy, problem, run } = useKeyAction();
  const save = () =>
    run(texts.busy, async () => {
      const { fingerprint } = stored;
      await secretKey.unlock(fingerprint);
      const armored = await ask('certifyRevocation', { fingerprint });
      saveFile(`${texts.export.fileNames.revocation}-${fingerprint.slice(-8)}.asc`, armored);
      setSaved(texts.export.saved);
    });
  return (
    <section class="card danger-zone" aria-labelledby="revoke">
      <h2 id="revoke">{t.title}</h2>
      <KeyProblemNotice problem={problem} />
      <p>{t.fileHint}</p>
      <p role="status">{saved}</p>
      <div class="button-row">
        <button type="button" class="button" aria-disabled={busy !== ''} onClick={() => void save()}>
          {t.fileSave}
        </button>
      </div>
      <p>{t.hint}</p>
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        {t.open}
      </button>
      {asking && <RevokeDialog {...props} onClose={() => setAsking(false)} />}
    </section>
  );
}

function RevokeDialog({
  account,
  stored,
  secretKey,
  revoked,
  onClose,
}: RevokeSectionProps & { readonly onClose: () => void }) {
  const texts = useKeyText();
  const t = texts.revoke;
  const [way, setWay] = useState<Way>('retired');
  const [file, setFile] = useState<File | undefined>();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useKeyAction();
  const { fingerprint, publicKey } = stored;
  const statementOf = async (): Promise<string> => {
    // Nothing that could sign is left. The server shuts the key off all the same; to others it proves nothing, and
    // that is what they are told.
    if (way === 'lost') return publicKey;
    if (way === 'file') {
      const owner = ownerOf(account);
      return textToBase64(await ask('revokeByFile', { owner, publicKey, file: await (file as File).text() }));
    }
    await secretKey.unlock(fingerprint);
    return textToBase64(await ask('revoke', { fingerprint, reason: way }));
  };
  const submit = () => {
    const found = way === 'file' && !file ? [{ fieldId: 'revocation-file', text: t.fileEnter }] : [];
    setErrors(found);
    if (found.length > 0) return;
    void run(texts.busy, async () => {
      const statement = await statementOf();
      await call('POST /api/v1/account/key/revoke', { body: { fingerprint, statement, ...proofOf(password) } });
      onClose();
      await revoked(t.done);
    });
  };
  return (
    <FormDialog title={t.dialogTitle} action={t.submit} danger busy={busy !== ''} onSubmit={submit} onClose={onClose}>
      <ErrorSummary errors={errors} />
      <KeyProblemNotice problem={problem} />
      <ChoiceGroup name="revoke-way" legend={t.how} choices={WAYS} labels={t.ways} value={way} onValue={setWay} />
      {way === 'lost' && <p class="notice error">{t.lostText}</p>}
      {way === 'file' && (
        <Field id="revocation-file" label={t.file} error={errorOf(errors, 'revocation-file')}>
          {(attributes) => (
            <input type="file" {...attributes} onChange={(event) => setFile(event.currentTarget.files?.[0])} />
          )}
        </Field>
      )}
      <ProofField id="revoke-proof" account={account} value={password} onValue={setPassword} />
      <BusyText text={busy} />
    </FormDialog>
  );
}
