import { useLayoutEffect, useRef } from 'preact/hooks';
import { type PageActions, PageRow } from './page-row.tsx';
import type { PhotoPage } from './photo-page.ts';
import { usePhotoText } from './texts/photo-text.ts';

interface PageListProps {
  readonly pages: readonly PhotoPage[];
  readonly actions: PageActions;
}

/** All pages in their order. The focus stays with the page that was moved, and goes to the next after one is removed. */
export function PageList({ pages, actions }: PageListProps) {
  const t = usePhotoText();
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const selector = focusNext.current;
    focusNext.current = undefined;
    if (selector !== undefined) list.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [pages]);
  const within: PageActions = {
    ...actions,
    move(page, by) {
      // Browsers take the focus away from what is put elsewhere.
      focusNext.current = `[data-page="${page.id}"] [data-tool="${by === 1 ? 'down' : 'up'}"]`;
      actions.move(page, by);
    },
    remove(page) {
      const at = pages.indexOf(page);
      const neighbour = pages[at + 1] ?? pages[at - 1];
      if (neighbour) focusNext.current = `[data-page="${neighbour.id}"] h4`;
      actions.remove(page);
    },
  };
  return (
    <section>
      <h3>{t.pagesTitle}</h3>
      <ol class="photo-pages" ref={list}>
        {pages.map((page, at) => (
          <PageRow key={page.id} page={page} number={at + 1} count={pages.length} actions={within} />
        ))}
      </ol>
    </section>
  );
}
