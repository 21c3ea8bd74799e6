import type { DeliverySummary } from '@umschlag/contract';
import { formatBytes, formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { StateBadge } from './state-badge.tsx';

export function DeliveryRow({ row }: { readonly row: DeliverySummary }) {
  const { t: texts, language } = useLanguage();
  const t = texts.list;
  const replies = useReplyText();
  const zone = useSession().account?.organisation?.timeZone;
  const [first] = row.recipients;
  const date = (instant: string) => formatDate(instant, language, zone);
  return (
    <li>
      <div class="list-main">
        <Link to={row.state === 'draft' ? `/deliveries/${row.id}/edit` : `/deliveries/${row.id}`} class="list-title">
          {row.subject || (row.level === 4 ? t.encryptedSubject : t.noSubject)}
        </Link>
        <p class="meta">
          <span>{first === undefined ? t.noRecipients : t.to(first, row.recipientCount - 1)}</span>{' '}
          <span>{t.files(row.fileCount, formatBytes(row.totalBytes, language))}</span>{' '}
          <span>{row.sentAt ? t.sent(date(row.sentAt)) : t.created(date(row.createdAt))}</span>{' '}
          {row.state === 'active' && row.expiresAt && <span>{t.until(date(row.expiresAt))}</span>}{' '}
          {row.sentAt && <span>{t.fetched(row.fetchedCount, row.recipientCount)}</span>}{' '}
          {row.answerCount > 0 && <span>{replies.count(row.answerCount)}</span>}
        </p>
      </div>
      {row.isReply && <span class="badge">{replies.badge}</span>}
      {row.bouncedCount > 0 && <span class="badge problem">{t.bounced(row.bouncedCount)}</span>}
      <StateBadge state={row.state} />
    </li>
  );
}
