import type { Catalogue } from './i18n/de.ts';

/** Shown when not even the session can be read: the service or the network is away. */
export function StartFailed({ t }: { readonly t: Catalogue }) {
  return (
    <main class="page" id="main">
      <h1>{t.common.pageFailedTitle}</h1>
      <p>{t.common.pageFailed}</p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        {t.common.tryAgain}
      </button>
    </main>
  );
}
