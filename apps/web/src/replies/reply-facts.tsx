import type { Delivery } from '@umschlag/contract';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { useReplyText } from './texts/reply-text.ts';

interface ReplyFactsProps {
  readonly delivery: Delivery;
  readonly answered: NonNullable<Delivery['answered']>;
}

/** Of a reply that is being written: to whom it goes and how it is protected, neither to be chosen. */
export function ReplyFacts({ delivery, answered }: ReplyFactsProps) {
  const { t: texts } = useLanguage();
  const t = useReplyText();
  return (
    <section class="card" aria-label={t.to}>
      <dl class="facts">
        <dt>{t.to}</dt>
        <dd>
          <AnsweredDelivery answered={answered} />
        </dd>
        <dt>{t.recipient}</dt>
        <dd>{delivery.recipients.map(({ email }) => email).join(', ')}</dd>
        <dt>{t.level}</dt>
        <dd>
          {delivery.level} · {texts.compose.levels[delivery.level].name}
        </dd>
      </dl>
      <p class="hint">{t.fixed}</p>
    </section>
  );
}

/** What a reply of one's own answers, with the way there while there is one. */
export function AnsweredDelivery({ answered }: Pick<ReplyFactsProps, 'answered'>) {
  const { language } = useLanguage();
  const t = useReplyText();
  if (answered.sentAt === null) return t.toGone;
  const text = t.toDelivery(formatDate(answered.sentAt, language));
  return answered.path === null ? text : <Link to={answered.path}>{text}</Link>;
}
