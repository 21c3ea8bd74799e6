import type { ReceivedDelivery } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { navigate } from '../routing/navigation.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { noteJustBegun } from './just-begun.ts';
import { useReplyText } from './texts/reply-text.ts';

interface ReplySectionProps {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
}

/** Below what was received: the way to answer, and what was answered already. At level 1 nobody in particular could. */
export function ReplySection({ token, delivery }: ReplySectionProps) {
  const { language } = useLanguage();
  const t = useReplyText();
  const { busy, problem, run } = useAction();
  if (delivery.level === 1) return null;
  const begin = () =>
    run(async () => {
      const { deliveryId } = await call('POST /api/v1/links/:token/replies', { params: { token } });
      noteJustBegun(deliveryId);
      navigate(`/deliveries/${deliveryId}/edit`);
    });
  const { replies } = delivery;
  const date = (instant: string) => formatDate(instant, language, delivery.timeZone);
  return (
    <section aria-labelledby="reply">
      <h2 id="reply">{t.title}</h2>
      {replies.length > 0 && (
        <ul class="list" aria-label={t.own}>
          {replies.map(({ id, state, sentAt, createdAt }) => (
            <li key={id}>
              <Link to={state === 'draft' ? `/deliveries/${id}/edit` : `/deliveries/${id}`}>
                {t.states[state](date(sentAt ?? createdAt))}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">{t.hint(delivery.sender.email)}</p>
      <ProblemNotice problem={problem} />
      <button type="button" class="button" aria-disabled={busy} onClick={() => void begin()}>
        {replies.length > 0 ? t.answerAgain : t.answer}
      </button>
    </section>
  );
}
