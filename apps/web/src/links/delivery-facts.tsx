import type { ReceivedDelivery } from '@umschlag/contract';
import type { ComponentChildren } from 'preact';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';

interface DeliveryFactsProps {
  readonly delivery: ReceivedDelivery;
  /** More terms with their details. */
  readonly children?: ComponentChildren;
}

/** Who sent it, when, and until when it is there. */
export function DeliveryFacts({ delivery, children }: DeliveryFactsProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.link;
  const { sender, timeZone } = delivery;
  return (
    <dl class="facts card">
      <dt>{t.sender}</dt>
      <dd>
        {t.from(sender.displayName ?? sender.email, sender.organisation)}
        {sender.displayName && <div class="hint">{sender.email}</div>}
      </dd>
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
