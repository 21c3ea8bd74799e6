import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from './i18n/language.tsx';
import { useReplyText } from './replies/texts/reply-text.ts';
import { Link } from './routing/link.tsx';
import { navigate } from './routing/navigation.ts';
import { useSession } from './session/session.tsx';
import { useTeamText } from './teams/texts/team-text.ts';
import { keepsSecrets, uploadsUnderWay } from './transfer/upload-data.ts';
import { ConfirmDialog } from './ui/confirm-dialog.tsx';
import { ProblemNotice } from './ui/problem-notice.tsx';
import { useAction } from './ui/use-action.ts';

/** Skip link, header with navigation, and the place of the page. */
export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { t, language, setLanguage } = useLanguage();
  const { account, platformName } = useSession();
  const other = language === 'de' ? 'en' : 'de';
  return (
    <>
      <a class="skip-link" href="#main">
        {t.common.skip}
      </a>
      <header class="site-header">
        <div class="site-header-row">
          <Link to="/" class="brand">
            {platformName}
          </Link>
          <button type="button" class="button quiet" lang={other} onClick={() => void setLanguage(other)}>
            {t.common.otherLanguage}
          </button>
        </div>
        {account && <Navigation caseworker={account.kind === 'caseworker'} />}
      </header>
      <main id="main" tabIndex={-1} class="page">
        {children}
      </main>
    </>
  );
}

function Navigation({ caseworker }: { readonly caseworker: boolean }) {
  const { t } = useLanguage();
  const replies = useReplyText();
  const teams = useTeamText();
  const { signOut } = useSession();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const leave = () =>
    run(async () => {
      await signOut();
      navigate('/sign-in');
    });
  return (
    <nav aria-label={t.common.mainNavigation} class="site-nav">
      <Link nav to="/deliveries">
        {caseworker ? t.common.deliveries : replies.listTitle}
      </Link>
      {caseworker && (
        <Link nav to="/upload-links">
          {t.common.uploadLinks}
        </Link>
      )}
      {caseworker && (
        <Link nav to="/teams">
          {teams.list.title}
        </Link>
      )}
      <Link nav to="/received">
        {t.common.received}
      </Link>
      <Link nav to="/account">
        {t.common.account}
      </Link>
      <button
        type="button"
        class="button quiet"
        onClick={() => (uploadsUnderWay() || keepsSecrets() ? setAsking(true) : void leave())}
      >
        {t.common.signOut}
      </button>
      {asking ? (
        <ConfirmDialog
          title={t.common.signOutTitle}
          action={t.common.signOutAnyway}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        >
          {uploadsUnderWay() && <p>{t.common.signOutText}</p>}
          {keepsSecrets() && <p>{t.common.signOutSecrets}</p>}
        </ConfirmDialog>
      ) : (
        <ProblemNotice problem={problem} />
      )}
    </nav>
  );
}
