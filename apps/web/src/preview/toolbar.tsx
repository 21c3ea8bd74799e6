import { useState } from 'preact/hooks';
import { usePreviewText } from './texts/preview-text.ts';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

interface ToolbarProps {
  readonly page: number;
  readonly pages: number;
  onTurn(by: 1 | -1): void;
  onZoom(factor: number): void;
}

/** Pages forward and back, larger and smaller. What it has come to is read out. */
export function Toolbar({ page, pages, onTurn, onZoom }: ToolbarProps) {
  const t = usePreviewText();
  const [zoom, setZoom] = useState<number>(ZOOMS.indexOf(1));
  const change = (by: 1 | -1) => {
    const factor = ZOOMS[zoom + by];
    if (factor === undefined) return;
    setZoom(zoom + by);
    onZoom(factor);
  };
  return (
    <div class="preview-tools">
      {pages > 1 && (
        <div>
          <Tool sign="‹" label={t.previous} isPossible={page > 1} onPress={() => onTurn(-1)} />
          <span role="status">{t.page(page, pages)}</span>
          <Tool sign="›" label={t.next} isPossible={page < pages} onPress={() => onTurn(1)} />
        </div>
      )}
      <div>
        <Tool sign="−" label={t.smaller} isPossible={zoom > 0} onPress={() => change(-1)} />
        <span role="status">{t.zoom((ZOOMS[zoom] ?? 1) * 100)}</span>
        <Tool sign="+" label={t.larger} isPossible={zoom < ZOOMS.length - 1} onPress={() => change(1)} />
      </div>
    </div>
  );
}

interface ToolProps {
  readonly sign: string;
  readonly label: string;
  readonly isPossible: boolean;
  onPress(): void;
}

function Tool({ sign, label, isPossible, onPress }: ToolProps) {
  return (
    <button type="button" class="button" aria-label={label} aria-disabled={!isPossible} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
