import { useLayoutEffect, useRef } from 'preact/hooks';

/** A page that shows its next step takes the focus to its heading; the first one keeps the browser's own start. */
export function useFocusOnStep(step: string | undefined): void {
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current !== undefined && step !== before.current) focusHeading();
    before.current = step;
  }, [step]);
}

export function focusHeading(): void {
  scrollTo(0, 0);
  document.querySelector('h1')?.focus();
}
