import type { ComponentChildren } from 'preact';
import { navigate, usePath } from './navigation.ts';

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  /** Marks the link as the current page. */
  readonly nav?: boolean;
  readonly children: ComponentChildren;
}

/** A link inside the app. It stays a real link: new tabs, copying and the keyboard work as everywhere. */
export function Link({ to, nav, children, ...rest }: LinkProps) {
  const path = usePath();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} onClick={follow} aria-current={nav && path === to ? 'page' : undefined} {...rest}>
      {children}
    </a>
  );
}
