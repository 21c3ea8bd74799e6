import type { Delivery, Limits } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import type { PickedFile, Transfer } from '../transfer/messages.ts';
import { isUnderWay, uploads, useTransfers } from '../transfer/transfers.ts';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { DeliveryOptions } from './delivery-options.tsx';
import { DiscardButton } from './discard-button.tsx';
import { formErrors } from './draft-form.ts';
import { FileArea } from './file-area.tsx';
import { noteJustSent } from './just-sent.ts';
import { LevelChoice } from './level-choice.tsx';
import { RecipientsInput } from './recipients-input.tsx';
import { SaveStatus } from './save-status.tsx';
import { SendDialog } from './send-dialog.tsx';
import { SendWaiting } from './send-waiting.tsx';
import { TransferList } from './transfer-list.tsx';
import { useDraft } from './use-draft.ts';

interface ComposeFormProps {
  readonly draft: Delivery | undefined;
  readonly limits: Limits;
}

export function ComposeForm({ draft, limits }: ComposeFormProps) {
  const { compose: t } = useText();
  const { id, form, change, saver, save } = useDraft(draft, limits);
  const transfers = useTransfers(id);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [step, setStep] = useState<'write' | 'confirm' | 'wait'>('write');
  const sending = useAction();
  const adding = useAction();

  useEffect(() => {
    if (draft) uploads.open(draft.id, draft.files);
  }, []);

  const add = (picked: readonly PickedFile[]) => void adding.run(async () => uploads.add(await saver.ensure(), picked));
  const askToSend = (event: Event) => {
    event.preventDefault();
    const found = formErrors(form, limits, transfers.length > 0, t);
    if (isStuck(transfers)) found.push({ fieldId: 'files', text: t.filesNeedHelp });
    setErrors(found);
    sending.setProblem(undefined);
    if (found.length === 0) setStep('confirm');
  };
  const sendNow = () =>
    sending.run(async () => {
      const deliveryId = await saver.ensure();
      await saver.flush();
      await call('POST /api/v1/deliveries/:id/send', { params: { id: deliveryId }, body: {} });
      uploads.forget(deliveryId);
      noteJustSent(deliveryId);
      navigate(`/deliveries/${deliveryId}`, 'replace');
    });
  // What is mended while typing is no longer marked; what is new waits for the next try.
  const wrong = new Set(formErrors(form, limits, transfers.length > 0, t).map(({ fieldId }) => fieldId));
  const left = errors.filter(({ fieldId }) => (fieldId === 'files' ? isStuck(transfers) : wrong.has(fieldId)));
  const allStored = transfers.every(({ phase }) => phase === 'stored');

  if (step === 'wait') {
    return (
      <SendWaiting
        {...{ transfers, problem: sending.problem, send: () => void sendNow() }}
        stop={() => setStep('write')}
      />
    );
  }
  return (
    <form onSubmit={askToSend} noValidate>
      <ErrorSummary errors={errors} left={left} />
      <RecipientsInput
        recipients={form.recipients}
        error={errorOf(left, 'recipients')}
        onChange={(recipients) => change({ recipients })}
      />
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
      <LevelChoice level={form.level} onChange={(level) => change({ level })} />
      <DeliveryOptions form={form} limits={limits} errors={left} change={change} />
      <div class="send-bar">
        <button type="submit" class="button primary">
          {t.send}
        </button>
        <SaveStatus state={save.state} problem={save.problem} known={id !== undefined} />
        {id !== undefined && <DiscardButton id={id} />}
      </div>
      {step === 'confirm' && (
        <SendDialog
          {...{ form, transfers, allStored, busy: sending.busy, problem: sending.problem }}
          confirm={() => (allStored ? void sendNow() : setStep('wait'))}
          close={() => setStep('write')}
        />
      )}
    </form>
  );
}

/** Whether a file is neither stored nor on its way by itself. */
const isStuck = (transfers: readonly Transfer[]): boolean =>
  transfers.some((one) => one.phase !== 'stored' && !isUnderWay(one));
