import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

/** Level 2: explains why signing in is needed, or that another address was meant, and leads there and back. */
export function LinkWantsAccount({ wrong }: { readonly wrong: boolean }) {
  const { link: t } = useText();
  const { account, signOut } = useSession();
  const { busy, problem, run } = useAction();
  const signIn = () =>
    run(async () => {
      if (account) await signOut();
      navigate(`/sign-in?returnTo=${encodeURIComponent(location.pathname)}`);
    });
  return (
    <Page title={wrong ? t.wrongTitle : t.signInTitle}>
      <ProblemNotice problem={problem} />
      <p>{wrong ? t.wrongText(account?.email ?? '') : t.signInText}</p>
      <button type="button" class="button primary" aria-disabled={busy} onClick={() => void signIn()}>
        {wrong ? t.wrongButton : t.signInButton}
      </button>
    </Page>
  );
}
