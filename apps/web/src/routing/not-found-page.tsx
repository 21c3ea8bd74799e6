import { useText } from '../i18n/language.tsx';
import { Page } from '../ui/page.tsx';
import { Link } from './link.tsx';

export default function NotFoundPage() {
  const t = useText();
  return (
    <Page title={t.notFound.title}>
      <p>{t.notFound.text}</p>
      <p>
        <Link to="/">{t.notFound.home}</Link>
      </p>
    </Page>
  );
}
