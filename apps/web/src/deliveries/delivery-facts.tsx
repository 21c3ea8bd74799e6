import type { Delivery } from '@umschlag/contract';
import { formatBytes, formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { AnsweredDelivery } from '../replies/reply-facts.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { useSession } from '../session/session.tsx';
import { FileName } from '../ui/file-name.tsx';
import { shownFiles } from './shown-files.ts';
import { StateBadge } from './state-badge.tsx';

export function DeliveryFacts({ delivery }: { readonly delivery: Delivery }) {
  const { t: texts, language } = useLanguage();
  const t = texts.detail;
  const replies = useReplyText();
  const zone = useSession().account?.organisation?.timeZone;
  const date = (instant: string) => formatDateTime(instant, language, zone);
  return (
    <>
      <p>
        <StateBadge state={delivery.state} />
      </p>
      <dl class="facts card">
        {delivery.sentAt && (
          <>
            <dt>{t.sentAt}</dt>
            <dd>{date(delivery.sentAt)}</dd>
          </>
        )}
        {delivery.expiresAt && (
          <>
            <dt>{t.expiresAt}</dt>
            <dd>{date(delivery.expiresAt)}</dd>
          </>
        )}
        {delivery.endedAt && (
          <>
            <dt>{t.endedAt}</dt>
            <dd>{date(delivery.endedAt)}</dd>
          </>
        )}
        {delivery.answered && (
          <>
            <dt>{replies.to}</dt>
            <dd>
              <AnsweredDelivery answered={delivery.answered} />
            </dd>
          </>
        )}
        <dt>{t.level}</dt>
        <dd>{texts.compose.levels[delivery.level].name}</dd>
        <dt>{t.downloadLimit}</dt>
        <dd>{delivery.downloadLimit ?? t.unlimited}</dd>
      </dl>
      {delivery.message && (
        <section aria-labelledby="message">
          <h2 id="message">{t.message}</h2>
          <p class="plain-text card">{delivery.message}</p>
        </section>
      )}
      <section aria-labelledby="files">
        <h2 id="files">{t.files}</h2>
        {delivery.files.length === 0 ? (
          <p>{t.noFiles}</p>
        ) : (
          <ul class="list">
            {shownFiles(delivery.files, t.fileNumber).map((file) => (
              <li key={file.id}>
                <FileName path={file.path} /> <span class="meta">{formatBytes(file.sizeBytes, language)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
