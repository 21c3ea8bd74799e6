import type { Entrance, RequestedDocument } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { noteJustSent } from '../deliveries/just-sent.ts';
import { useText } from '../i18n/language.tsx';
import { looksLikeEmail } from '../sign-in/email-field.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { isStuck } from '../transfer/transfers.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { nameOf } from '../ui/file-name.tsx';
import { useAction } from '../ui/use-action.ts';
import { missingDocuments } from './checklist.ts';
import { fieldsetId } from './document-fieldset.tsx';
import { type Draft, forgetDraft, loadDraft } from './draft.ts';
import { sealAndSend } from './sealed/seal-and-send.ts';
import { useEntranceText } from './texts/entrance-text.ts';
import type { useAdding } from './use-adding.ts';

interface SubmittingParts {
  readonly documents: readonly RequestedDocument[];
  readonly draft: Draft | undefined;
  readonly level: Entrance['level'];
  /** Level 4: as typed. */
  readonly message: string;
  readonly transfers: readonly Transfer[];
  /** Level 1: as typed, maybe empty. */
  readonly email: string;
  readonly isSupplement: boolean;
  /** Files that wait until the submission has begun. */
  readonly adding: Pick<ReturnType<typeof useAdding>, 'waiting' | 'problem'>;
  reload(): Promise<void>;
  sent(draft: Draft): void;
}

export type Submitting = ReturnType<typeof useSubmitting>;

/** Whether a file needs somebody's help; what another tab uploads does not. */
export const needsHelp = (transfer: Transfer): boolean => isStuck(transfer) && transfer.phase !== 'elsewhere';

/** From "Send …" to the receipt: what is wrong, what is missing, waiting for files, sending. */
export function useSubmitting(parts: SubmittingParts) {
  const { documents, draft, level, message, transfers, email, isSupplement, adding, reload, sent } = parts;
  const t = useEntranceText();
  const { common } = useText();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [step, setStep] = useState<'fill' | 'confirm' | 'wait'>('fill');
  const { busy, problem, setProblem, run } = useAction();
  const missing = isSupplement ? [] : missingDocuments(documents, transfers);

  const errorsNow = (): FieldError[] => {
    const found: FieldError[] = [];
    if (transfers.length === 0) found.push({ fieldId: fieldsetId(documents[0]?.id), text: t.errors.empty });
    for (const { path, requestedDocumentId } of transfers.filter(needsHelp)) {
      found.push({ fieldId: fieldsetId(requestedDocumentId), text: t.errors.stuck(nameOf(path)) });
    }
    if (email.trim() !== '' && !looksLikeEmail(email))
      found.push({ fieldId: 'submitter-email', text: common.enterEmail });
    return found;
  };
  const check = () => {
    const found = errorsNow();
    setErrors(found);
    setProblem(undefined);
    if (found.length === 0) setStep('confirm');
  };
  const isAdding = adding.waiting.length > 0;
  const [isAsked, setIsAsked] = useState(false);
  useEffect(() => {
    // Asked while the submission begins: answered when it has. That it does not is told where files are added.
    if (!isAsked || (isAdding && !adding.problem)) return;
    setIsAsked(false);
    if (!isAdding) check();
  }, [isAsked, isAdding, adding.problem]);
  const ask = () => setIsAsked(true);
  const sendNow = () =>
    run(async () => {
      if (!draft) return;
      const isPartial = missing.length > 0;
      const body = { isPartial, ...(email.trim() === '' ? {} : { email: email.trim() }) };
      try {
        if (level >= 3) await sealAndSend({ draft, level: level === 4 ? 4 : 3, transfers, message, isPartial });
        else await call('POST /api/v1/submissions/:token/send', { params: { token: draft.token }, body });
      } catch (error) {
        if (!(await wasSent(draft, error))) {
          // A file was taken out or added elsewhere: shown as it is, and asked again.
          if (isOutdated(error)) await reload();
          throw error;
        }
      }
      await forgetDraft(draft);
      noteJustSent(draft.submission.id);
      sent(draft);
    });
  const confirm = () => {
    if (transfers.every(({ phase }) => phase === 'stored')) void sendNow();
    else setStep('wait');
  };
  // What is mended is no longer marked; what is new waits for the next try.
  const wrong = new Set(errorsNow().map(({ text }) => text));
  const left = errors.filter(({ text }) => wrong.has(text));
  return { errors, left, step, setStep, missing, busy: busy || isAsked, problem, ask, confirm, sendNow };
}

/** An answer that got lost: it had arrived when it was sent before. */
async function wasSent(draft: Draft, error: unknown): Promise<boolean> {
  if (!(error instanceof ApiProblem && error.code === 'delivery_not_draft')) return false;
  return (await loadDraft(draft)).submission.state === 'sent';
}

const OUTDATED = new Set(['documents_missing', 'submission_empty', 'upload_incomplete', 'not_found']);
const isOutdated = (error: unknown): boolean => error instanceof ApiProblem && OUTDATED.has(error.code);
