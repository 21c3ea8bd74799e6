import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useText } from './i18n/language.tsx';
import { matchPath } from './routing/match.ts';
import { navigate, usePath } from './routing/navigation.ts';
import { notFoundPage, type PageProps, type PageRoute, pages } from './routing/pages.ts';
import { useSession } from './session/session.tsx';
import { Shell } from './shell.tsx';
import { Page } from './ui/page.tsx';

/** The shell and, inside, the page of the current path. */
export function App() {
  return (
    <Shell>
      <CurrentPage />
    </Shell>
  );
}

function CurrentPage() {
  const path = usePath();
  const { account } = useSession();
  const found = findPage(path);
  const redirect = redirectFor(path, found?.page.access, account?.kind);
  useEffect(() => {
    // Whoever signs out has gone on to the sign-in page when this runs; from there nobody is sent back to the page before.
    if (redirect !== undefined && location.pathname === path) navigate(redirect, 'replace');
  }, [redirect, path]);
  if (redirect !== undefined) return null;
  const load =
    found && !(found.page.access === 'caseworker' && account?.kind !== 'caseworker') ? found.page.load : notFoundPage;
  return <LazyPage key={path} load={load} params={found?.params ?? {}} />;
}

function findPage(path: string) {
  for (const page of pages) {
    const params = matchPath(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}

function redirectFor(
  path: string,
  access: PageRoute['access'] | undefined,
  kind: 'caseworker' | 'citizen' | undefined,
): string | undefined {
  if (path === '/') return kind === undefined ? '/sign-in' : kind === 'caseworker' ? '/deliveries' : '/received';
  const closed = access !== undefined && access !== 'anyone' && kind === undefined;
  return closed ? `/sign-in?returnTo=${encodeURIComponent(path + location.search)}` : undefined;
}

function PageFailed() {
  const { common: t } = useText();
  return (
    <Page title={t.pageFailedTitle}>
      <p role="alert">{t.pageFailed}</p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {t.tryAgain}
      </button>
    </Page>
  );
}

function LazyPage({ load, params }: { readonly load: PageRoute['load']; readonly params: PageProps['params'] }) {
  const t = useText();
  const [page, setPage] = useState<{ Component: ComponentType<PageProps> } | 'failed' | undefined>();
  useEffect(() => {
    let current = true;
    // Without a module the page is about to be loaded anew (main.tsx); Vite gives none once that was decided.
    load().then(
      (module?: { default: ComponentType<PageProps> }) => current && module && setPage({ Component: module.default }),
      () => current && setPage('failed'),
    );
    return () => {
      current = false;
    };
  }, [load]);
  if (page === 'failed') return <PageFailed />;
  return page ? <page.Component params={params} /> : <p class="loading">{t.common.loading}</p>;
}
