import type { UploadLink } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDateTime, formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { CloseButton } from './close-button.tsx';
import { HandOn } from './hand-on.tsx';
import { Inbox } from './inbox.tsx';
import { takeJustCreated } from './just-created.ts';
import { TermForm } from './term-form.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** An upload link of one's own: what came through it, and how to hand it on. */
export default function DetailPage({ params }: PageProps) {
  const { t: texts } = useLanguage();
  const { list, detail: t } = useUploadLinkText();
  const id = params.id ?? '';
  const [status, setStatus] = useState('');
  const [pin, setPin] = useState('');
  const { value, problem, setValue, reload } = useLoaded(() =>
    call('GET /api/v1/upload-links/:id', { params: { id } }),
  );
  useEffect(() => {
    const created = takeJustCreated(id);
    if (created === undefined) return;
    setStatus(t.created);
    setPin(created);
  }, []);
  const changed = (uploadLink: UploadLink, text: string) => {
    setValue({ uploadLink });
    setStatus(text);
  };
  if (!value) {
    if (problem?.code === 'not_found') return <NotFoundPage />;
    return problem ? (
      <Page title={list.title}>
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      </Page>
    ) : (
      <p class="loading">{texts.common.loading}</p>
    );
  }
  const { uploadLink } = value;
  return (
    <Page title={uploadLink.title}>
      <p role="status" class={status ? 'notice good' : undefined}>
        {status} {pin && t.pinOnce(pin)}
      </p>
      {uploadLink.state !== 'open' && <p class="notice">{t.ends[uploadLink.state]}</p>}
      <Inbox uploadLink={uploadLink} focusOn={params.submissionId} />
      {uploadLink.state === 'open' && <HandOn uploadLink={uploadLink} changed={changed} />}
      <Facts uploadLink={uploadLink} />
      {uploadLink.state !== 'closed' && (
        <>
          <section aria-labelledby="term" class="card">
            <h2 id="term">{t.term}</h2>
            <TermForm key={uploadLink.deadlineAt} uploadLink={uploadLink} changed={changed} />
          </section>
          <section aria-labelledby="close" class="card danger-zone">
            <h2 id="close">{t.closeSection}</h2>
            <p>{t.closeHint}</p>
            <CloseButton uploadLink={uploadLink} changed={changed} />
          </section>
        </>
      )}
      <p>
        <Link to={`/upload-links/new?from=${uploadLink.id}`}>{t.againLink}</Link>
      </p>
      <p>
        <Link to="/upload-links">{t.back}</Link>
      </p>
    </Page>
  );
}

function Facts({ uploadLink }: { readonly uploadLink: UploadLink }) {
  const { list, form, detail: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  return (
    <>
      <dl class="facts card">
        {uploadLink.reference && (
          <>
            <dt>{t.reference}</dt>
            <dd>{uploadLink.reference}</dd>
          </>
        )}
        <dt>{t.deadline}</dt>
        <dd>{formatDateTime(uploadLink.deadlineAt, language, zone)}</dd>
        <dt>{t.submissions}</dt>
        <dd>{list.accepted(uploadLink.acceptedCount, uploadLink.maxSubmissions)}</dd>
        <dt>{t.level}</dt>
        <dd>{form.levels[uploadLink.level === 2 ? 2 : 1].name}</dd>
        <dt>{t.size}</dt>
        <dd>{formatLimit(uploadLink.maxSubmissionBytes, language)}</dd>
        {uploadLink.hasPin && (
          <>
            <dt>{t.pin}</dt>
            <dd>{t.pinSet}</dd>
          </>
        )}
      </dl>
      {uploadLink.instructions && <p class="plain-text card">{uploadLink.instructions}</p>}
    </>
  );
}
