import type { Answer } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { Link } from '../routing/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';

/** Level 2 deliveries addressed to the signed-in account. */
export default function ReceivedPage() {
  const { t } = useLanguage();
  const { value, problem, reload } = useLoaded(() => call('GET /api/v1/received', {}));
  return (
    <Page title={t.received.title}>
      <p class="hint">{t.received.hint}</p>
      <ProblemNotice problem={problem} onRetry={reload} />
      {!value && !problem && <p>{t.common.loading}</p>}
      {value?.deliveries.length === 0 && <p>{t.received.empty}</p>}
      {value && value.deliveries.length > 0 && <ReceivedList deliveries={value.deliveries} />}
    </Page>
  );
}

function ReceivedList({ deliveries }: Answer<'GET /api/v1/received'>) {
  const { t, language } = useLanguage();
  const replies = useReplyText();
  return (
    <ul class="list">
      {deliveries.map((delivery) => (
        <li key={delivery.path}>
          <div class="list-main">
            <Link to={delivery.path} class="list-title">
              {delivery.subject || t.list.noSubject}
            </Link>
            <p class="meta">
              <span>{t.received.from(delivery.sender, delivery.organisation)}</span>{' '}
              <span>{t.list.sent(formatDate(delivery.sentAt, language))}</span>{' '}
              <span>{t.list.until(formatDate(delivery.expiresAt, language))}</span>{' '}
              <span>{t.received.files(delivery.fileCount)}</span>{' '}
              {delivery.answeredAt && <span>{replies.answered(formatDate(delivery.answeredAt, language))}</span>}
            </p>
          </div>
          {delivery.isReply && <span class="badge">{replies.badge}</span>}
        </li>
      ))}
    </ul>
  );
}
