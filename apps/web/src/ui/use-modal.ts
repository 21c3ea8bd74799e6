import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a `<dialog>` takes to be a modal one. */
export interface ModalProps {
  readonly ref: RefObject<HTMLDialogElement | null>;
  onCancel(event: Event): void;
  onClose(event: Event): void;
}

/**
 * Opens a dialog as a modal one (HTML, "showModal") as soon as it is drawn; once it goes, the focus returns to where it
 * was. Before the next key is handled, not after the next frame: whoever types fast never presses what lies below.
 *
 * For the same reason it goes by being drawn no more, never by `close()`. That hides a dialog and moves the focus at
 * once but tells of it later ("close" is queued), and a key pressed in between would ask for a dialog that still counts
 * as open: nothing would come of it. So its buttons call what is given as `onClose` here, and Escape does.
 * @param onClose draws the dialog no more
 * @param onEscape where Escape shall do something else
 */
export function useModal(onClose: () => void, onEscape = onClose): ModalProps {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const drawn = dialog.current;
    drawn?.showModal();
    return () => {
      // Until then nothing else takes the focus.
      drawn?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return {
    ref: dialog,
    onCancel(event) {
      // "cancel" of a file input within comes by here too.
      if (event.target !== dialog.current) return;
      event.preventDefault();
      onEscape();
    },
    // Browsers close a dialog by themselves where Escape is pressed again and again. What is told of one that is gone
    // does not matter any more.
    onClose(event) {
      if (event.target === dialog.current) onClose();
    },
  };
}
