import { useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../i18n/language.tsx';
import { linkFrame } from './frame-link.ts';
import type { FromFrame } from './messages.ts';
import type { PreviewProblem } from './problems.ts';
import { usePreviewText } from './texts/preview-text.ts';
import { Toolbar } from './toolbar.tsx';
import type { Shown } from './use-content.ts';

interface ShownFileProps {
  readonly name: string;
  readonly shown: Shown;
  onProblem(problem: PreviewProblem): void;
  /** Escape was pressed in the frame, which keeps keys to itself. */
  onEscape(): void;
}

interface View {
  /** The one that is wished; what is seen follows. */
  readonly page: number;
  readonly pages: number;
  readonly hasText: boolean;
}

/**
 * A file in a frame of no origin: what it holds can reach neither this page nor the network. Only what the frame draws
 * is the file's; all buttons are the page's.
 */
export function ShownFile({ name, shown, onProblem, onEscape }: ShownFileProps) {
  const { language } = useLanguage();
  const t = usePreviewText();
  const [view, setView] = useState<View | undefined>();
  // What the frame says comes at any time, and meets the view as it is then.
  const latest = useRef<View | undefined>(undefined);
  const change = (next: View) => {
    latest.current = next;
    setView(next);
  };
  const turn = (by: 1 | -1) => {
    if (!latest.current) return;
    const page = latest.current.page + by;
    if (page < 1 || page > latest.current.pages) return;
    link.send({ name: 'turn', page });
    change({ ...latest.current, page });
  };
  const take = (message: FromFrame) => {
    if (message.name === 'failed') onProblem({ kind: 'showing', code: message.problem });
    else if (message.name === 'shown') {
      const { page, pages, hasText } = message;
      change({ page: latest.current?.page ?? page, pages, hasText });
    } else if (message.name === 'key') {
      if (message.key === 'Escape') onEscape();
      else turn(message.key === 'PageDown' ? 1 : -1);
    }
  };
  const [{ word, link }] = useState(() => {
    const random = crypto.randomUUID();
    const first = { name: 'show', ...shown, title: name, language } as const;
    const onLost = () => onProblem({ kind: 'showing', code: 'frame_failed' });
    return { word: random, link: linkFrame({ word: random, first, onMessage: take, onLost }) };
  });
  useEffect(() => link.end, []);
  const isPdf = shown.content.kind === 'pdf';
  return (
    <>
      {!view && <p role="status">{t.starting}</p>}
      {view && (
        <Toolbar
          page={view.page}
          pages={view.pages}
          onTurn={turn}
          onZoom={(factor) => link.send({ name: 'zoom', factor })}
        />
      )}
      {view && !view.hasText && isPdf && <p class="hint">{t.noText}</p>}
      <iframe
        sandbox="allow-scripts"
        title={t.title(name)}
        src={`/preview/${isPdf ? 'pdf' : 'plain'}.html#${word}`}
        onLoad={({ currentTarget }) => link.loaded(currentTarget)}
      />
    </>
  );
}
