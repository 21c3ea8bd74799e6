import { useLayoutEffect, useRef } from 'preact/hooks';

interface StepHeadingProps {
  readonly id: string;
  /** Whether somebody has just come here from the other step: then their focus comes along. */
  readonly takesFocus: boolean;
  readonly text: string;
}

/** Heads a step of a page; its appearance is read out by taking the focus. */
export function StepHeading({ id, takesFocus, text }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  return (
    <h2 id={id} ref={heading} tabIndex={-1} class="step-heading">
      {text}
    </h2>
  );
}
