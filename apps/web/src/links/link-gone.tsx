import { useText } from '../i18n/language.tsx';
import { Page } from '../ui/page.tsx';

/** One page for expired, recalled, mistyped and never existing: a stranger learns nothing. */
export function LinkGone() {
  const t = useText();
  return (
    <Page title={t.link.goneTitle}>
      <p>{t.link.goneText}</p>
      <ul>
        {t.link.goneNext.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </Page>
  );
}
