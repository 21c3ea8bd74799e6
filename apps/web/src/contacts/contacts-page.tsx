import type { Account } from '@umschlag/contract';
import type { Contact } from '@umschlag/keyring/light';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Page } from '../ui/page.tsx';
import type { Contacts } from './contact-book.ts';
import { ContactList } from './contact-list.tsx';
import { forgetContact, loadContacts, noteCompared, startContactsAnew } from './contacts.ts';
import { useContactText } from './texts/contact-text.ts';

export default function ContactsPage() {
  const { account } = useSession();
  return account ? <OwnContacts key={account.id} account={account} /> : null;
}

/** What the stored list cannot be opened for, so that only a new one helps. */
const LOST = new Set(['outdated', 'contacts_closed', 'wrong_secret', 'damaged', 'malformed', 'wrong_signer']);

function OwnContacts({ account }: { readonly account: Account }) {
  const t = useContactText();
  const { common } = useText();
  const secretKey = useUnlockedKey(account);
  const [contacts, setContacts] = useState<Contacts | undefined>();
  const [notice, setNotice] = useState('');
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useKeyAction();
  const open = secretKey.open?.fingerprint;
  const show = async (load: Promise<Contacts>, said = '') => {
    setContacts(await load);
    setNotice(said);
  };
  const unlockAndShow = () => run(t.loading, async () => show(loadContacts(account, await secretKey.unlock())));
  useEffect(() => {
    if (open === undefined) setContacts(undefined);
    else void unlockAndShow();
  }, [open]);
  const forget = async (address: string) =>
    show(forgetContact(account, await secretKey.unlock(), address), t.forgotten(address));
  const note = async (contact: Contact) =>
    show(noteCompared(account, await secretKey.unlock(), contact), t.comparedNow(contact.address));
  const beginAnew = () =>
    run(t.loading, async () => {
      setAsking(false);
      await show(startContactsAnew(account, await secretKey.unlock()), t.begun);
    });
  return (
    <Page title={t.title}>
      <p>{t.intro}</p>
      <KeyProblemNotice problem={problem} />
      {problem && LOST.has(problem.code) && (
        <button type="button" class="button danger" onClick={() => setAsking(true)}>
          {t.anew}
        </button>
      )}
      <p role="status">{busy || notice}</p>
      {open === undefined && (
        <div class="lock-state">
          <p>{t.locked}</p>
          <button type="button" class="button primary" onClick={() => void unlockAndShow()}>
            {t.unlock}
          </button>
        </div>
      )}
      {contacts && <ContactList contacts={contacts.all()} forget={forget} noteCompared={note} />}
      {asking && (
        <ConfirmDialog
          title={t.anewTitle}
          action={t.anewNow}
          danger
          busy={busy !== ''}
          problem={undefined}
          onConfirm={() => void beginAnew()}
          onClose={() => setAsking(false)}
        >
          <p>{t.anewText}</p>
        </ConfirmDialog>
      )}
      {secretKey.dialog}
      <p>
        <Link to="/account">{t.back}</Link>
      </p>
      {!contacts && busy !== '' && <p class="loading">{common.loading}</p>}
    </Page>
  );
}
