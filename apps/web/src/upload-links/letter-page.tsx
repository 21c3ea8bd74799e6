import type { UploadLink } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { LinkCode } from './link-code.tsx';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** A letter to print, in the language of the citizen's page. The PIN is written in by hand: nobody keeps it. */
export default function LetterPage({ params }: PageProps) {
  const { t: texts } = useLanguage();
  const { letter: t } = useUploadLinkText();
  const id = params.id ?? '';
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/upload-links/:id', { params: { id } }));
  if (problem?.code === 'not_found') return <NotFoundPage />;
  return (
    <Page title={t.title}>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {value ? <Letter uploadLink={value.uploadLink} /> : !problem && <p>{texts.common.loading}</p>}
      <p class="no-print">
        <button type="button" class="button primary" aria-disabled={!value} onClick={() => print()}>
          {t.print}
        </button>{' '}
        <Link to={`/upload-links/${id}`}>{t.back}</Link>
      </p>
    </Page>
  );
}

function Letter({ uploadLink }: { readonly uploadLink: UploadLink }) {
  const organisation = useSession().account?.organisation;
  const { letter: t, detail } = uploadLink.language === 'de' ? de : en;
  return (
    <article class="letter card" lang={uploadLink.language}>
      <p>{organisation?.name}</p>
      <h2>{uploadLink.title}</h2>
      {uploadLink.reference && (
        <p>
          {t.reference}: {uploadLink.reference}
        </p>
      )}
      <p>{t.dear}</p>
      <p>{t.text(organisation?.name ?? '')}</p>
      {uploadLink.documents.length > 0 && (
        <>
          <p>{t.list}</p>
          <ul>
            {uploadLink.documents.map(({ id, name, isRequired }) => (
              <li key={id}>
                {name} ({isRequired ? detail.required : detail.optional})
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{t.scan}</p>
      <p class="secret">{uploadLink.link}</p>
      <LinkCode link={uploadLink.link} label={detail.qr} />
      {uploadLink.hasPin && <p>{t.pin} ______________</p>}
      <p>{t.until(formatDateTime(uploadLink.deadlineAt, uploadLink.language, organisation?.timeZone))}</p>
    </article>
  );
}
