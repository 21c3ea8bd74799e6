import type { Account, Limits } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { takeJustBegun } from '../replies/just-begun.ts';
import { ReplyFacts } from '../replies/reply-facts.tsx';
import { useReplySubject } from '../replies/use-reply-subject.ts';
import { navigate } from '../routing/navigation.ts';
import { OwnKeyNotice } from '../sealing/own-key-notice.tsx';
import { ReadersSection } from '../sealing/readers-section.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import { useSecretSending } from '../sealing/use-secret-sending.tsx';
import type { PickedFile } from '../transfer/messages.ts';
import { uploads, useTransfers } from '../transfer/transfers.ts';
import { ErrorSummary, errorOf } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { DeliveryOptions } from './delivery-options.tsx';
import { DiscardButton } from './discard-button.tsx';
import { isSecretLevel } from './draft-form.ts';
import { FileArea } from './file-area.tsx';
import { LevelChoice } from './level-choice.tsx';
import { RecipientsInput } from './recipients-input.tsx';
import { SaveStatus } from './save-status.tsx';
import { SendDialog } from './send-dialog.tsx';
import { SendWaiting } from './send-waiting.tsx';
import { TransferList } from './transfer-list.tsx';
import { type LoadedDraft, useDraft } from './use-draft.ts';
import { useSending } from './use-sending.ts';

interface ComposeFormProps {
  readonly draft: LoadedDraft | undefined;
  readonly account: Account;
  readonly limits: Limits;
}

export function ComposeForm({ draft, account, limits }: ComposeFormProps) {
  const { compose: t } = useText();
  const sealing = useSealingText();
  const subjectOf = useReplySubject();
  const { id, form, change, saver, save } = useDraft(draft, limits, account.id);
  const transfers = useTransfers(id);
  const isSecret = isSecretLevel(form.level);
  const secret = useSecretSending(account, form, isSecret);
  const { errors, left, step, setStep, ...sending } = useSending({ form, limits, saver, transfers, secret });
  /** From choosing files on, not only from when the worker tells of them: the level is theirs from that moment. */
  const [isAdding, setIsAdding] = useState(false);
  const adding = useAction();
  const answered = draft?.delivery.answered;
  const [isLost] = useState(() => isTextLost(draft) && !takeJustBegun(draft?.delivery.id));

  useEffect(() => {
    if (draft) uploads.open({ deliveryId: draft.delivery.id }, draft.delivery.files);
    if (answered && form.subject === '' && !isLost) change({ subject: subjectOf(answered) });
  }, []);
  useEffect(() => {
    if (transfers.length > 0) setIsAdding(false);
  }, [transfers.length > 0]);

  /** The server has to know the level before it is told of a file. */
  const saved = async (): Promise<string> => {
    const deliveryId = await saver.ensure();
    await saver.flush();
    return deliveryId;
  };
  const add = (picked: readonly PickedFile[]) => {
    setIsAdding(true);
    void adding.run(async () => {
      try {
        uploads.add({ deliveryId: await saved() }, picked, { isSecret });
      } catch (error) {
        setIsAdding(false);
        throw error;
      }
    });
  };
  const setUpKey = () =>
    adding.run(async () => {
      const draftPath = `/deliveries/${await saved()}/edit`;
      navigate(`/account/key?returnTo=${encodeURIComponent(draftPath)}`);
    });
  const allStored = transfers.every(({ phase }) => phase === 'stored');

  if (step === 'wait') {
    return (
      <>
        <SendWaiting
          {...{ transfers, busy: sending.busy, problem: sending.problem, send: () => void sending.sendNow() }}
          stop={() => setStep('write')}
        />
        {secret.dialog}
      </>
    );
  }
  const askToSend = (event: Event) => {
    event.preventDefault();
    sending.ask();
  };
  return (
    <>
      <form onSubmit={askToSend} noValidate>
        <ErrorSummary errors={errors} left={left} />
        {answered ? (
          <ReplyFacts delivery={draft.delivery} answered={answered} />
        ) : (
          <>
            <RecipientsInput
              recipients={form.recipients}
              error={errorOf(left, 'recipients')}
              onChange={(recipients) => change({ recipients })}
            />
            <LevelChoice
              form={form}
              hasFiles={isAdding || transfers.length > 0}
              onChange={(level) => change({ level })}
            />
          </>
        )}
        {isSecret && (
          <OwnKeyNotice
            ownKey={secret.ownKey}
            problem={secret.problem}
            error={errorOf(left, 'own-key')}
            setUp={() => void setUpKey()}
          />
        )}
        {isLost && form.level === 4 && <p class="notice">{sealing.level.textsLost}</p>}
        <TextField
          id="subject"
          label={t.subject}
          hint={t.subjectHint}
          maxLength={200}
          autocomplete="off"
          value={form.subject}
          onValue={(subject) => change({ subject })}
          error={errorOf(left, 'subject')}
        />
        <Field id="message" label={t.message} error={errorOf(left, 'message')}>
          {(attributes) => (
            <textarea
              {...attributes}
              maxLength={20_000}
              value={form.message}
              onInput={(event) => change({ message: event.currentTarget.value })}
            />
          )}
        </Field>
        <section aria-labelledby="files-title" id="files" tabIndex={-1}>
          <h2 id="files-title">{t.files}</h2>
          <FileArea transfers={transfers} limits={limits} add={add} />
          <ProblemNotice problem={adding.problem} />
          <TransferList transfers={transfers} />
        </section>
        {isSecret && secret.ownKey && (
          <ReadersSection
            addresses={secret.addresses}
            keys={secret.keys}
            ways={form.withoutKey}
            error={errorOf(left, 'readers')}
            onWays={(withoutKey) => change({ withoutKey })}
          />
        )}
        <DeliveryOptions form={form} limits={limits} errors={left} change={change} />
        {step === 'write' && (
          <>
            <KeyProblemNotice problem={sending.problem} />
            <BusyText text={sending.busy} />
          </>
        )}
        <div class="send-bar">
          <button type="submit" class="button primary" aria-disabled={sending.busy !== ''}>
            {t.send}
          </button>
          <SaveStatus state={save.state} problem={save.problem} known={id !== undefined} />
          {id !== undefined && <DiscardButton id={id} />}
        </div>
        {step === 'confirm' && (
          <SendDialog
            {...{ form, transfers, allStored }}
            {...{ review: sending.review, busy: sending.busy, problem: sending.problem }}
            confirm={(byCode) => sending.confirm(byCode, allStored)}
            close={() => setStep('write')}
          />
        )}
      </form>
      {secret.dialog}
    </>
  );
}

/** At level 4 subject and message are in the browser in which they were written. */
const isTextLost = (draft: LoadedDraft | undefined): boolean =>
  draft?.delivery.level === 4 && draft.secrets?.subject === undefined;
