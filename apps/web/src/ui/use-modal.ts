import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Opens a dialog as a modal one (HTML, "showModal") as soon as it is drawn; once it goes, the focus returns to where it
 * was. Before the next key is handled, not after the next frame: whoever types fast never presses what lies below.
 * @returns what the `<dialog>` takes as its `ref`
 */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}
