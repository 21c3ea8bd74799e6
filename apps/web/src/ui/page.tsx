import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { hasNavigated } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';

interface PageProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/**
 * A page's heading and document title. Reached inside the app, the heading takes the focus, so that
 * a screen reader begins there; on the first load the browser's own start is kept.
 */
export function Page({ title, children }: PageProps) {
  const { platformName } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    document.title = `${title} – ${platformName}`;
  }, [title, platformName]);
  useLayoutEffect(() => {
    if (hasNavigated() || shown.current !== undefined) heading.current?.focus();
    shown.current = title;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
