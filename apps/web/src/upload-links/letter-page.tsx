import type { UploadLink } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Letter } from './letter.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** A letter to print. Only the letter goes on paper. */
export default function LetterPage({ params }: PageProps) {
  const { t: texts } = useLanguage();
  const { letter: t } = useUploadLinkText();
  const id = params.id ?? '';
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/upload-links/:id', { params: { id } }));
  if (problem?.code === 'not_found' || problem?.code === 'invalid_request') return <NotFoundPage />;
  return (
    <Page title={t.title}>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {!value && !problem && <p>{texts.common.loading}</p>}
      {value && <PrintedLetter uploadLink={value.uploadLink} />}
      <p>
        <Link to={`/upload-links/${id}`}>{t.back}</Link>
      </p>
    </Page>
  );
}

function PrintedLetter({ uploadLink }: { readonly uploadLink: UploadLink }) {
  const { letter: t } = useUploadLinkText();
  return (
    <>
      {uploadLink.state !== 'open' && <p class="notice">{t.notOpen}</p>}
      {uploadLink.hasPin && <p class="notice">{t.pinHint}</p>}
      <p>
        <button type="button" class="button primary" onClick={() => print()}>
          {t.print}
        </button>
      </p>
      <Letter uploadLink={uploadLink} />
    </>
  );
}
