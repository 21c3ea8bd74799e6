import type { UploadLink } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { CloseButton } from './close-button.tsx';
import { EndedNotice } from './ended-notice.tsx';
import { Facts } from './facts.tsx';
import { HandOn } from './hand-on.tsx';
import { Inbox } from './inbox.tsx';
import { takeJustCreated } from './just-created.ts';
import { TermForm } from './term-form.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

const REFRESH_MS = 3000;

/** An upload link of one's own: how to hand it on, what it asks for, and what came through it. */
export default function DetailPage({ params }: PageProps) {
  const { t: texts } = useLanguage();
  const { list } = useUploadLinkText();
  const id = params.id ?? '';
  const { value, problem, setValue, reload } = useLoaded(() =>
    call('GET /api/v1/upload-links/:id', { params: { id } }),
  );
  const mailState = value?.uploadLink.mailState;
  useEffect(() => {
    if (mailState !== 'queued') return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [mailState]);
  if (!value) {
    if (problem?.code === 'not_found' || problem?.code === 'invalid_request') return <NotFoundPage />;
    return problem ? (
      <Page title={list.title}>
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      </Page>
    ) : (
      <p class="loading">{texts.common.loading}</p>
    );
  }
  return (
    <UploadLinkView
      uploadLink={value.uploadLink}
      focusOn={params.submissionId}
      replace={(uploadLink) => setValue({ uploadLink })}
      reload={() => void reload()}
    />
  );
}

interface ViewProps {
  readonly uploadLink: UploadLink;
  /** The submission that a mail led to. */
  readonly focusOn: string | undefined;
  replace(uploadLink: UploadLink): void;
  reload(): void;
}

function UploadLinkView({ uploadLink, focusOn, replace, reload }: ViewProps) {
  const { detail: t } = useUploadLinkText();
  const [status, setStatus] = useState('');
  const [pin, setPin] = useState('');
  /** Decided once: nothing jumps away from under somebody's hand when the first submission arrives. */
  const [hasArrived] = useState(uploadLink.acceptedCount > 0);
  useEffect(() => {
    const created = takeJustCreated(uploadLink.id);
    if (created === undefined) return;
    setStatus(t.created);
    setPin(created);
  }, []);
  const changed = (next: UploadLink, text: string) => {
    replace(next);
    setStatus(text);
  };
  const inbox = <Inbox key="inbox" uploadLink={uploadLink} focusOn={focusOn} refreshed={reload} />;
  return (
    <Page title={uploadLink.title}>
      <p role="status" class={status ? 'notice good' : undefined}>
        {status}
      </p>
      {pin && <p class="notice">{t.pinOnce(pin)}</p>}
      <EndedNotice state={uploadLink.state} />
      {hasArrived && inbox}
      {uploadLink.state === 'open' && <HandOn uploadLink={uploadLink} changed={changed} />}
      <Facts uploadLink={uploadLink} />
      {!hasArrived && inbox}
      {uploadLink.state !== 'closed' && (
        <>
          <section aria-labelledby="term" class="card">
            <h2 id="term">{t.term}</h2>
            <TermForm uploadLink={uploadLink} changed={changed} />
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
