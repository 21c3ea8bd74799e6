import type { Submission } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { takeJustSent } from '../deliveries/just-sent.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Page } from '../ui/page.tsx';
import { AddButton } from './add-button.tsx';
import { filesFor } from './checklist.ts';
import { standingOf } from './document-standing.ts';
import { ReceiptSection } from './receipt-section.tsx';
import { ProofSection } from './sealed/proof-section.tsx';
import { keyFragment } from './sealed/trusted-key.ts';
import { StandingList } from './standing-list.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface SentViewProps {
  readonly token: string;
  readonly submission: Submission;
}

/** What was sent, its receipt, and what became of it. */
export function SentView({ token, submission }: SentViewProps) {
  const t = useEntranceText();
  const { language } = useLanguage();
  const [isJustSent] = useState(() => takeJustSent(submission.id));
  const { entrance, sent, files } = submission;
  const { details, owner, organisation, timeZone, deadlineAt } = entrance;
  const isRejected = (details?.documents ?? []).some(({ id }) => standingOf(filesFor(id, files)) === 'rejected');
  const canAdd = entrance.state === 'open' || entrance.state === 'full';
  const keptUntil = sent.find(({ id }) => id === submission.id)?.expiresAt;
  return (
    <Page title={t.sent.title}>
      {isJustSent && (
        <p class="notice good" role="status">
          {t.sent.just}
        </p>
      )}
      {isRejected && (
        <div class="notice error">
          <p>{t.sent.rejectedNotice}</p>
        </div>
      )}
      <dl class="facts card">
        <dt>{t.sent.receiver}</dt>
        <dd>{t.from(owner, organisation)}</dd>
        {details && (
          <>
            <dt>{t.sent.subject}</dt>
            <dd>{details.title}</dd>
          </>
        )}
        {details?.reference && (
          <>
            <dt>{t.reference}</dt>
            <dd>{details.reference}</dd>
          </>
        )}
        {keptUntil && (
          <>
            <dt>{t.sent.kept}</dt>
            <dd>{formatDateTime(keptUntil, language, timeZone)}</dd>
          </>
        )}
      </dl>
      {sent.map((one, index) => (
        <ReceiptSection key={one.id} submission={submission} sent={one} number={index + 1} />
      ))}
      <div class="button-row screen-only receipt-buttons">
        <button type="button" class="button" onClick={() => print()}>
          {t.sent.print}
        </button>
      </div>
      <ProofSection submissionId={submission.id} />
      <StandingList documents={details?.documents ?? []} files={files} />
      <section aria-labelledby="add" class="screen-only">
        <h2 id="add">{t.sent.add}</h2>
        {canAdd ? (
          <>
            <p>{t.sent.addUntil(formatDateTime(deadlineAt, language, timeZone))}</p>
            <AddButton token={token} submission={submission} isUrgent={isRejected} />
          </>
        ) : (
          <p>{t.sent.addEnded}</p>
        )}
      </section>
      <section aria-labelledby="return">
        <h2 id="return">{t.sent.link}</h2>
        <p>{t.sent.linkHint}</p>
        <CopyField id="return-link" label={t.sent.link} value={`${location.origin}/s/${token}${keyFragment()}`} />
      </section>
    </Page>
  );
}
