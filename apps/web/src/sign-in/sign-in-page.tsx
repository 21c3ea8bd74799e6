import type { Account, Answer } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { safeReturnTo } from '../routing/match.ts';
import { navigate } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { AskCode } from './ask-code.tsx';
import { CodeForm } from './code-form.tsx';
import { PasswordForm } from './password-form.tsx';

type Challenge = Answer<'POST /api/v1/session/code'>;

/** Sign in, or register: one flow. Who comes from a delivery begins with the code, others with the password. */
export default function SignInPage() {
  const t = useText();
  const { account, setAccount } = useSession();
  const returnTo = safeReturnTo(new URLSearchParams(location.search).get('returnTo'), '/');
  const [email, setEmail] = useState('');
  const [challenge, setChallenge] = useState<Challenge | undefined>();
  const [way, setWay] = useState<'password' | 'code'>(returnTo.startsWith('/d/') ? 'code' : 'password');

  useEffect(() => {
    if (account && !returnTo.startsWith('/d/')) navigate(returnTo, 'replace');
  }, []);

  const signedIn = (next: Account, to: string | null) => {
    setAccount(next);
    navigate(safeReturnTo(to, returnTo), 'replace');
  };

  if (challenge) {
    const back = () => setChallenge(undefined);
    return (
      <Page key="code" title={t.signIn.codeTitle}>
        <CodeForm {...{ email, returnTo, challenge, setChallenge, signedIn, back }} />
      </Page>
    );
  }
  return (
    <Page key="start" title={t.signIn.title}>
      {way === 'password' ? (
        <>
          <PasswordForm {...{ email, setEmail }} signedIn={(next) => signedIn(next, null)} />
          <section class="alternative">
            <p>{t.signIn.withCodeHint}</p>
            <button type="button" class="button" onClick={() => setWay('code')}>
              {t.signIn.withCode}
            </button>
          </section>
        </>
      ) : (
        <>
          <AskCode {...{ email, setEmail, returnTo, setChallenge }} />
          <p>
            <button type="button" class="button quiet" onClick={() => setWay('password')}>
              {t.signIn.passwordInstead}
            </button>
          </p>
        </>
      )}
    </Page>
  );
}
