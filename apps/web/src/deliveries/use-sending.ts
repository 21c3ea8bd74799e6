import type { Limits } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import { navigate } from '../routing/navigation.ts';
import { comparedIn, type Review } from '../sealing/review.ts';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import type { SecretSending } from '../sealing/use-secret-sending.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { isStuck, uploads } from '../transfer/transfers.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { type DraftForm, formErrors, isSecretLevel } from './draft-form.ts';
import type { DraftSaver } from './draft-saver.ts';
import { noteJustSent } from './just-sent.ts';
import { secretErrors } from './secret-errors.ts';

interface SendingParts {
  readonly form: DraftForm;
  readonly limits: Limits;
  readonly saver: DraftSaver;
  readonly transfers: readonly Transfer[];
  readonly secret: SecretSending;
}

/** From "Send …" to the page of what was sent: what is missing, the last look, waiting for files, sending. */
export function useSending({ form, limits, saver, transfers, secret }: SendingParts) {
  const { compose: t, common } = useText();
  const sealing = useSealingText();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [step, setStep] = useState<'write' | 'confirm' | 'wait'>('write');
  const [review, setReview] = useState<Review | undefined>();
  const { busy, problem, setProblem, run } = useKeyAction();
  const { level } = form;

  const errorsNow = () => [
    ...formErrors(form, limits, transfers.length > 0, t),
    ...(isSecretLevel(level) ? secretErrors(secret, sealing) : []),
  ];
  const ask = () => {
    const found = errorsNow();
    if (transfers.some(isStuck)) found.push({ fieldId: 'files', text: t.filesNeedHelp });
    setErrors(found);
    setProblem(undefined);
    setReview(undefined);
    if (found.length > 0) return;
    if (isSecretLevel(level)) void reviewFirst();
    else setStep('confirm');
  };
  const reviewFirst = () =>
    run(sealing.busy.preparing, async () => {
      const reviewed = await secret.review();
      // What has changed since is shown among the recipients.
      if ('fault' in reviewed) return setErrors(secretErrors({ ...secret, fault: reviewed }, sealing));
      setReview(reviewed);
      setStep('confirm');
    });
  const busyText = () => {
    if (!review) return common.loading;
    const codes = review.readers.filter(({ reader }) => 'access' in reader && reader.access === 'access_code').length;
    return codes > 0 ? sealing.busy.sealingCodes(codes) : sealing.busy.sealing;
  };
  const sendNow = (agreed = review) =>
    run(busyText(), async () => {
      const deliveryId = await saver.ensure();
      await saver.flush();
      if (!isSecretLevel(level)) {
        await call('POST /api/v1/deliveries/:id/send', { params: { id: deliveryId }, body: {} });
      } else if (agreed) {
        const fileIds = transfers.map(({ fileId }) => fileId);
        await secret.send({ deliveryId, level, review: agreed, texts: form, fileIds });
      } else return;
      uploads.forget({ deliveryId });
      noteJustSent(deliveryId);
      navigate(`/deliveries/${deliveryId}`, 'replace');
    });
  /** @param byCode whose keys were compared by QR code; @param isReady whether all files are stored */
  const confirm = (byCode: ReadonlySet<string>, isReady: boolean) => {
    const agreed = review && comparedIn(review, byCode);
    setReview(agreed);
    if (isReady) void sendNow(agreed);
    else setStep('wait');
  };
  // What is mended while typing is no longer marked; what is new waits for the next try.
  const wrong = new Set(errorsNow().map(({ fieldId }) => fieldId));
  const left = errors.filter(({ fieldId }) => (fieldId === 'files' ? transfers.some(isStuck) : wrong.has(fieldId)));
  return { errors, left, step, setStep, review, busy, problem, ask, confirm, sendNow };
}
