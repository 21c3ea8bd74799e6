import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { useModal } from '../ui/use-modal.ts';

interface FormDialogProps {
  readonly title: string;
  /** Of the button that sends it; without one there is nothing to send. */
  readonly action: string | undefined;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly children: ComponentChildren;
  onSubmit(): void;
  onClose(): void;
}

/** A form in a dialog. Escape and "cancel" close it; the focus returns to where it was. */
export function FormDialog({ title, action, danger, busy, children, onSubmit, onClose }: FormDialogProps) {
  const t = useText();
  // Not one name for all: another dialog may open above this one.
  const titleId = useId();
  const modal = useModal(onClose);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <dialog {...modal} aria-labelledby={titleId}>
      <form onSubmit={submit} noValidate>
        <h2 id={titleId}>{title}</h2>
        {children}
        <div class="button-row">
          {action !== undefined && (
            <button type="submit" class={danger ? 'button danger' : 'button primary'} aria-disabled={busy}>
              {action}
            </button>
          )}
          <button type="button" class="button quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
