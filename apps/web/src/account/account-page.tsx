import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { SubmittedFiles } from '../organisation/submitted-files.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ApiTokens } from './api-tokens.tsx';
import { InviteForm } from './invite-form.tsx';
import { KeyLinks } from './key-links.tsx';
import { PasswordChange } from './password-change.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SessionList } from './session-list.tsx';

export default function AccountPage() {
  const { account: t } = useText();
  const { account } = useSession();
  const [passwords, setPasswords] = useState(0);
  if (!account) return null;
  return (
    <Page title={t.title}>
      <ProfileForm account={account} />
      <KeyLinks />
      <PasswordChange account={account} changed={() => setPasswords(passwords + 1)} />
      {/* Another key reads the list again. */}
      <SessionList key={`sessions-${passwords}`} />
      {account.kind === 'caseworker' && <ApiTokens key={`tokens-${passwords}`} account={account} />}
      {account.role === 'administrator' && (
        <>
          <InviteForm />
          <SubmittedFiles account={account} />
        </>
      )}
    </Page>
  );
}
