import type { Account, Delivery } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { AnswerList } from '../replies/answer-list.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { Link } from '../routing/link.tsx';
import NotFoundPage from '../routing/not-found-page.tsx';
import type { PageProps } from '../routing/pages.ts';
import { AccessCodes } from '../sealing/access-codes.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import { useOwnContent } from '../sealing/use-own-content.tsx';
import { withContent } from '../sealing/with-content.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { DeliveryFacts } from './delivery-facts.tsx';
import { ExpiryForm } from './expiry-form.tsx';
import { takeJustSent } from './just-sent.ts';
import { RecallButton } from './recall-button.tsx';
import { RecipientRow } from './recipient-row.tsx';

const REFRESH_MS = 5000;

/** What became of a delivery, kept up to date while it is looked at. */
export default function DetailPage({ params }: PageProps) {
  const { account } = useSession();
  return account ? <OwnDetailPage id={params.id ?? ''} account={account} /> : null;
}

function OwnDetailPage({ id, account }: { readonly id: string; readonly account: Account }) {
  const t = useText();
  const { own: sealing } = useSealingText();
  const replies = useReplyText();
  const isCaseworker = account.kind === 'caseworker';
  const [status, setStatus] = useState('');
  const { value, problem, setValue, reload } = useLoaded(() => call('GET /api/v1/deliveries/:id', { params: { id } }));
  const delivery = value?.delivery;
  const { content, notice } = useOwnContent(account, delivery);
  useEffect(() => {
    if (takeJustSent(id)) setStatus(t.detail.justSent);
  }, []);
  useEffect(() => {
    if (delivery?.state !== 'active') return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [delivery?.state]);

  const changed = (next: Delivery, text: string) => {
    setValue({ delivery: next });
    setStatus(text);
  };
  if (!delivery) {
    if (problem?.code === 'not_found') return <NotFoundPage />;
    return problem ? (
      <Page title={t.list.title}>
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      </Page>
    ) : (
      <p class="loading">{t.common.loading}</p>
    );
  }
  const isSecret = delivery.level >= 3;
  const shown = isSecret ? withContent(delivery, content, sealing.encryptedFile) : delivery;
  const noSubject = delivery.level === 4 && !content ? sealing.encrypted : t.list.noSubject;
  return (
    <Page title={shown.subject || noSubject}>
      <p role="status" class={status ? 'notice good' : undefined}>
        {status}
      </p>
      {isSecret && <AccessCodes delivery={delivery} />}
      {notice}
      <DeliveryView delivery={shown} isCaseworker={isCaseworker} changed={changed} />
      <p>
        <Link to="/deliveries">{isCaseworker ? t.detail.back : replies.back}</Link>
      </p>
    </Page>
  );
}

interface ViewProps {
  readonly delivery: Delivery;
  /** Citizens, who have replies only, neither move the end nor send the link again. */
  readonly isCaseworker: boolean;
  changed(delivery: Delivery, text: string): void;
}

function DeliveryView({ delivery, isCaseworker, changed }: ViewProps) {
  const { detail: t } = useText();
  const ended = delivery.state === 'recalled' || delivery.state === 'expired';
  return (
    <>
      {ended && <p class="notice">{t.ended}</p>}
      {delivery.state === 'draft' && <Link to={`/deliveries/${delivery.id}/edit`}>{t.edit}</Link>}
      <DeliveryFacts delivery={delivery} />
      <AnswerList delivery={delivery} />
      <section aria-labelledby="recipients">
        <h2 id="recipients">{t.recipients}</h2>
        <ul class="list">
          {delivery.recipients.map((recipient) => (
            <RecipientRow key={recipient.id} {...{ delivery, recipient, changed }} canResend={isCaseworker} />
          ))}
        </ul>
      </section>
      {delivery.state === 'active' && (
        <>
          {isCaseworker && (
            <section aria-labelledby="term" class="card">
              <h2 id="term">{t.term}</h2>
              <ExpiryForm {...{ delivery, changed }} />
            </section>
          )}
          <section aria-labelledby="recall" class="card danger-zone">
            <h2 id="recall">{t.recallSection}</h2>
            <p>{t.recallHint}</p>
            <RecallButton {...{ delivery, changed }} />
          </section>
        </>
      )}
    </>
  );
}
