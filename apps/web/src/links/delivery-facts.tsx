import type { ReceivedDelivery } from '@umschlag/contract';
import type { ComponentChildren } from 'preact';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { Link } from '../routing/link.tsx';

interface DeliveryFactsProps {
  readonly delivery: ReceivedDelivery;
  /** More terms with their details. */
  readonly children?: ComponentChildren;
}

/** Who sent it, when, and until when it is there. */
export function DeliveryFacts({ delivery, children }: DeliveryFactsProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.link;
  const replies = useReplyText();
  const { sender, timeZone } = delivery;
  return (
    <dl class="facts card">
      <dt>{t.sender}</dt>
      <dd>
        {t.from(sender.displayName ?? sender.email, sender.organisation)}
        {sender.displayName && <div class="hint">{sender.email}</div>}
      </dd>
      {delivery.answered && (
        <>
          <dt>{replies.to}</dt>
          <dd>
            <Link to={`/deliveries/${delivery.answered.id}`}>
              {replies.toYours(formatDate(delivery.answered.sentAt, language, timeZone))}
            </Link>
          </dd>
        </>
      )}
      <dt>{t.sentAt}</dt>
      <dd>{formatDateTime(delivery.sentAt, language, timeZone)}</dd>
      <dt>{t.until}</dt>
      <dd>
        <strong>{formatDateTime(delivery.expiresAt, language, timeZone)}</strong>
        <div class="hint">{t.untilHint}</div>
      </dd>
      {children}
    </dl>
  );
}

export function DeliveryMessage({ message }: { readonly message: string | null | undefined }) {
  const { link: t } = useLanguage().t;
  if (!message) return null;
  return (
    <section aria-labelledby="message">
      <h2 id="message">{t.message}</h2>
      <p class="plain-text card">{message}</p>
    </section>
  );
}
