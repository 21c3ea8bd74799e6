import type { UploadLinkSummary } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** One's own upload links, newest first. */
export default function ListPage() {
  const { list: t } = useUploadLinkText();
  const { t: texts } = useLanguage();
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/upload-links', {}));
  const rows = value?.uploadLinks;
  return (
    <Page title={t.title}>
      <div class="page-head">
        <Link to="/upload-links/new" class="button primary">
          {t.request}
        </Link>
      </div>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      <div aria-live="polite" aria-busy={!rows && !problem}>
        {!rows && !problem && <p>{texts.common.loading}</p>}
        {rows?.length === 0 && <p>{t.empty}</p>}
        {rows && rows.length > 0 && (
          <ul class="list">
            {rows.map((row) => (
              <UploadLinkRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function UploadLinkRow({ row }: { readonly row: UploadLinkSummary }) {
  const { list: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  return (
    <li>
      <div class="list-main">
        <Link to={`/upload-links/${row.id}`} class="list-title">
          {row.title}
        </Link>
        <p class="meta">
          {row.reference && <span>{row.reference}</span>} <span>{t.level(row.level)}</span>{' '}
          {row.team && <span>{t.team(row.team.name)}</span>}{' '}
          <span>{t.accepted(row.acceptedCount, row.maxSubmissions)}</span>{' '}
          <span>{t.until(formatDate(row.deadlineAt, language, zone))}</span>
        </p>
      </div>
      {row.unopenedCount > 0 && <span class="badge">{t.unopened(row.unopenedCount)}</span>}
      <span class={row.state === 'open' ? 'badge active' : 'badge'}>{t.states[row.state]}</span>
    </li>
  );
}
