import { type Contact, formatFingerprint } from '@umschlag/keyring/light';
import { useState } from 'preact/hooks';
import { ComparisonDetails } from '../comparing/comparison-details.tsx';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { ask } from '../keys/keyring.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { useContactText } from './texts/contact-text.ts';

interface ContactListProps {
  readonly contacts: readonly Contact[];
  /** @throws ApiProblem, KeyProblem, Cancelled */
  forget(address: string): Promise<void>;
  /** Their key was compared, and is the same. @throws as `forget` */
  noteCompared(contact: Contact): Promise<void>;
}

/** Whose key is known, with what two people compare by telephone. */
export function ContactList({ contacts, forget, noteCompared }: ContactListProps) {
  const t = useContactText();
  const [leaving, setLeaving] = useState<string | undefined>();
  const { busy, problem, run } = useKeyAction();
  const forgetNow = (address: string) =>
    run(t.loading, async () => {
      setLeaving(undefined);
      await forget(address);
    });
  if (contacts.length === 0) return <p>{t.none}</p>;
  return (
    <section class="card" aria-labelledby="contacts">
      <h2 id="contacts">{t.listTitle}</h2>
      <p class="hint">{t.compare}</p>
      <KeyProblemNotice problem={problem} />
      <ul class="list">
        {contacts.map((contact) => (
          <ContactRow
            key={`${contact.address} ${contact.fingerprint}`}
            contact={contact}
            isSame={() => void run(t.loading, () => noteCompared(contact))}
            leave={() => setLeaving(contact.address)}
          />
        ))}
      </ul>
      {leaving !== undefined && (
        <ConfirmDialog
          title={t.forgetTitle}
          action={t.forget}
          danger
          busy={busy !== ''}
          problem={undefined}
          onConfirm={() => void forgetNow(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <p>{t.forgetText(leaving)}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

interface ContactRowProps {
  readonly contact: Contact;
  isSame(): void;
  leave(): void;
}

function ContactRow({ contact, isSame, leave }: ContactRowProps) {
  const t = useContactText();
  const { language } = useLanguage();
  const { address, fingerprint, since, compared } = contact;
  // Without the words the row is still of use: the fingerprint says the same.
  const { value: words } = useLoaded(() =>
    ask('fingerprintWords', { fingerprint }).catch(() => [] as readonly string[]),
  );
  return (
    <li>
      <div class="list-main">
        <h3>{address}</h3>
        <p class="key-words" lang="de">
          {words?.join(' ')}
        </p>
        <p class="fingerprint">{formatFingerprint(fingerprint)}</p>
        <p class="meta">
          <span>{t.since(formatDate(since, language))}</span>{' '}
          <span>{compared === undefined ? t.notCompared : t.compared(formatDate(compared, language))}</span>
        </p>
        <ComparisonDetails address={address} fingerprint={fingerprint} onSame={isSame}>
          <button type="button" class="button" aria-label={t.sameWordsOf(address)} onClick={isSame}>
            {t.sameWords}
          </button>
        </ComparisonDetails>
      </div>
      <button type="button" class="button danger" aria-label={t.forgetOf(address)} onClick={leave}>
        {t.forget}
      </button>
    </li>
  );
}
