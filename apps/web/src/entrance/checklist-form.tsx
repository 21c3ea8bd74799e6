import type { Entrance, SubmittedFile } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { TransferProgress } from '../deliveries/transfer-progress.tsx';
import { useText } from '../i18n/language.tsx';
import { EmailField } from '../sign-in/email-field.tsx';
import { filesOfSubmission } from '../transfer/draft-files.ts';
import { isUnderWay, uploads, useTransfers } from '../transfer/transfers.ts';
import { ErrorSummary, errorOf } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ChooseAgainNotice } from './choose-again-notice.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { DocumentFieldset, fieldsetId } from './document-fieldset.tsx';
import { type Draft, targetOf } from './draft.ts';
import { EntranceFacts, Instructions } from './entrance-facts.tsx';
import { SealedMessage } from './sealed/sealed-message.tsx';
import { useSealedMessage } from './sealed/use-sealed-message.ts';
import { SendDialog } from './send-dialog.tsx';
import { SendWaiting } from './send-waiting.tsx';
import { useEntranceText } from './texts/entrance-text.ts';
import { useAdding } from './use-adding.ts';
import type { Fresh } from './use-entrance.ts';
import { useFocusOnStep } from './use-focus-on-step.ts';
import { useSubmitting } from './use-submitting.ts';

interface ChecklistProps {
  readonly entrance: Entrance;
  /** Begun with the first file. */
  readonly draft: Draft | undefined;
  readonly isContinued: boolean;
  readonly fresh?: Fresh | undefined;
  begin(): Promise<Draft>;
  reload(): Promise<void>;
  discarded(): void;
  sent(draft: Draft): void;
}

/** What is asked for, line by line with its files, and sending it. */
export function Checklist(props: ChecklistProps) {
  const { entrance, draft, isContinued, fresh, begin, reload, discarded, sent } = props;
  const t = useEntranceText();
  const { common } = useText();
  const transfers = useTransfers(draft?.submission.id);
  const beginAndOpen = async () => {
    const begun = await begin();
    // Another tab may have begun it, and added files.
    open(begun);
    return begun;
  };
  const adding = useAdding(draft ? async () => draft : beginAndOpen, entrance);
  const [email, setEmail] = useState('');
  const [message, setMessage] = useSealedMessage(draft?.submission.id, entrance.level);
  const { documents = [], title = t.title, instructions } = entrance.details ?? {};
  const isSupplement = draft?.submission.isSupplement ?? false;
  const earlier = draft ? sentBefore(draft) : [];
  const knownEmail = draft?.submission.email ?? null;
  const { level } = entrance;
  const submitting = useSubmitting({
    documents,
    draft,
    level,
    message,
    transfers,
    email,
    isSupplement,
    adding,
    reload,
    sent,
  });
  const { errors, left, step } = submitting;
  useFocusOnStep(step === 'wait' ? 'wait' : 'fill');

  useEffect(() => {
    // What runs in this tab is known better here than from a list that was read a moment ago.
    if (draft && !transfers.some(isUnderWay)) open(draft);
  }, [draft?.submission]);

  if (step === 'wait')
    return <SendWaiting title={title} transfers={transfers} submitting={submitting} reload={reload} />;
  const limits = {
    maxFileBytes: entrance.maxSubmissionBytes,
    maxDeliveryBytes: entrance.maxSubmissionBytes,
    maxFiles: entrance.maxFiles,
  };
  const present = [...transfers, ...adding.waiting];
  const section = { language: entrance.language, transfers, present, earlier, limits, add: adding.add };
  const stored = transfers.filter(({ phase }) => phase === 'stored').length;
  const ask = (event: Event) => {
    event.preventDefault();
    submitting.ask();
  };
  return (
    <Page title={isSupplement ? t.supplement.title : title}>
      {fresh && (
        <p class="notice" role="status">
          {t[fresh]}
        </p>
      )}
      {entrance.state === 'deadline_passed' && <p class="notice error">{t.grace}</p>}
      {isSupplement && <p>{t.supplement.text}</p>}
      <EntranceFacts entrance={entrance} />
      <Instructions text={instructions} language={entrance.language} />
      {draft && isContinued && !isSupplement && (
        <div class="notice">
          <p>{t.continued}</p>
          <p>{t.continuedHint}</p>
          <DiscardDraft draft={draft} label={t.discard} discarded={discarded} />
        </div>
      )}
      <ChooseAgainNotice transfers={transfers} />
      <form onSubmit={ask} noValidate>
        <ErrorSummary errors={errors} left={left} />
        <h2>{documents.length > 0 ? t.documents : t.freely}</h2>
        {documents.map((document) => (
          <DocumentFieldset
            key={document.id}
            {...section}
            document={document}
            error={errorOf(left, fieldsetId(document.id))}
          />
        ))}
        <DocumentFieldset
          {...section}
          document={undefined}
          isOnly={documents.length === 0}
          error={errorOf(left, fieldsetId())}
        />
        <ProblemNotice problem={adding.problem} onRetry={adding.retry} />
        <p role="status">{adding.waiting.length > 0 && !adding.problem ? t.preparing : ''}</p>
        {level === 4 && <SealedMessage value={message} onValue={setMessage} />}
        <section aria-labelledby="sending">
          <h2 id="sending">{t.sending}</h2>
          <p role="status">{transfers.length > 0 ? t.total(stored, transfers.length) : ''}</p>
          {stored < transfers.length && <TransferProgress transfers={transfers} label={t.progressOfAll} />}
          {transfers.length > 0 && stored === transfers.length && <p>{t.uploadedNotSent}</p>}
          {knownEmail !== null && (
            <p>{draft?.submission.isConfirmed ? t.address.confirmed(knownEmail) : t.emailKnown(knownEmail)}</p>
          )}
          {knownEmail === null && (
            <OwnAddress value={email} onValue={setEmail} error={errorOf(left, 'submitter-email')} />
          )}
          {step === 'fill' && submitting.problem && (
            <>
              <ProblemNotice problem={submitting.problem} />
              <p>{t.notGone}</p>
            </>
          )}
          <div class="send-bar">
            <button type="submit" class="button primary" aria-disabled={submitting.busy}>
              {t.send}
            </button>
            <p role="status">{submitting.busy ? common.loading : ''}</p>
            {draft && (isSupplement || !isContinued) && (
              <DiscardDraft
                draft={draft}
                label={isSupplement ? t.discardSupplement : t.discardNow}
                discarded={discarded}
              />
            )}
          </div>
        </section>
      </form>
      {step === 'confirm' && (
        <SendDialog {...{ transfers, submitting }} receiver={t.from(entrance.owner, entrance.organisation)} />
      )}
    </Page>
  );
}

/** Goes on with what is unfinished, and shows what is stored. */
const open = (draft: Draft): void => uploads.open(targetOf(draft), filesOfSubmission(draft.submission));

/** Level 1: whoever wants a receipt by mail gives an address; nobody has to. */
function OwnAddress(props: { value: string; onValue: (value: string) => void; error: string | undefined }) {
  const t = useEntranceText();
  return (
    <EmailField id="submitter-email" label={t.email} hint={t.emailHint} autocomplete="email" optional {...props} />
  );
}

/** What a supplement adds to. */
const sentBefore = ({ submission }: Draft): readonly SubmittedFile[] =>
  submission.files.filter(({ submissionId }) => submissionId !== submission.id);
