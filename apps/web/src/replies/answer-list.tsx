import type { Delivery } from '@umschlag/contract';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { useSession } from '../session/session.tsx';
import { useReplyText } from './texts/reply-text.ts';

/** On the page of what one has sent: who has answered, each with the way to it. Nothing while nobody has. */
export function AnswerList({ delivery }: { readonly delivery: Delivery }) {
  const { language } = useLanguage();
  const t = useReplyText();
  const zone = useSession().account?.organisation?.timeZone;
  if (delivery.answers.length === 0) return null;
  const addresses = new Map(delivery.recipients.map(({ id, email }) => [id, email]));
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{t.received}</h2>
      <ul class="list">
        {delivery.answers.map(({ recipientId, sentAt, path }) => (
          <li key={path}>
            <Link to={path}>
              {t.receivedFrom(addresses.get(recipientId) ?? '', formatDateTime(sentAt, language, zone))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
