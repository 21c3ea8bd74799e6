import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { takeFragment } from '../routing/fragment.ts';
import { Link } from '../routing/link.tsx';
import { safeReturnTo } from '../routing/match.ts';
import { navigate } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

/** The mailed link. Only the button signs in: a scanner that follows the link changes nothing. */
export default function SignInLinkPage() {
  const t = useText();
  const { setAccount } = useSession();
  const [token, setToken] = useState<string | undefined>();
  const { busy, problem, run } = useAction();
  useEffect(() => setToken(takeFragment()), []);

  const confirm = () =>
    run(async () => {
      const answer = await call('POST /api/v1/session/link/confirm', { body: { token: token ?? '' } });
      setAccount(answer.account);
      navigate(safeReturnTo(answer.returnTo, '/'), 'replace');
    });

  const otherBrowser = problem?.code === 'code_wrong_or_expired';
  return (
    <Page title={t.signIn.linkTitle}>
      {!otherBrowser && <ProblemNotice problem={problem} />}
      {otherBrowser ? (
        <div class="notice" role="alert">
          <p>{t.signIn.linkOtherBrowser}</p>
          <Link to="/sign-in">{t.signIn.linkAgain}</Link>
        </div>
      ) : token === '' ? (
        <p>{t.signIn.linkEmpty}</p>
      ) : (
        <>
          <p>{t.signIn.linkText}</p>
          <button type="button" class="button primary" aria-disabled={busy} onClick={() => void confirm()}>
            {t.common.signIn}
          </button>
        </>
      )}
    </Page>
  );
}
