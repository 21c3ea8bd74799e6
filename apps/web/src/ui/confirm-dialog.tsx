import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../api/problem.ts';
import { useText } from '../i18n/language.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useModal } from './use-modal.ts';

interface ConfirmDialogProps {
  readonly title: string;
  readonly action: string;
  /** What “no” is called here. */
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly children: ComponentChildren;
  onConfirm(): void;
  onClose(): void;
}

/**
 * A question that must be answered. Escape and "cancel" mean no; the focus returns to where it was. Where the answer
 * cannot be undone the focus begins on "cancel", so that a hasty Enter does no harm.
 */
export function ConfirmDialog({
  title,
  action,
  cancel,
  danger,
  busy,
  problem,
  children,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const t = useText();
  const modal = useModal(onClose);
  return (
    <dialog {...modal} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{title}</h2>
      {children}
      <ProblemNotice problem={problem} />
      <div class="button-row">
        <button
          type="button"
          class={danger ? 'button danger' : 'button primary'}
          aria-disabled={busy}
          onClick={onConfirm}
        >
          {action}
        </button>
        <button type="button" class="button quiet" autofocus={danger} onClick={onClose}>
          {cancel ?? t.common.cancel}
        </button>
      </div>
    </dialog>
  );
}
