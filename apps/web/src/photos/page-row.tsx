import { useState } from 'preact/hooks';
import type { Crop } from './crop.policy.ts';
import { CropEditor } from './crop-editor.tsx';
import { PagePicture } from './page-picture.tsx';
import type { PhotoPage } from './photo-page.ts';
import { usePhotoText } from './texts/photo-text.ts';

/** What can be done with a page. */
export interface PageActions {
  turn(page: PhotoPage, by: 1 | -1): void;
  cut(page: PhotoPage, crop: Crop): void;
  uncut(page: PhotoPage): void;
  move(page: PhotoPage, by: 1 | -1): void;
  remove(page: PhotoPage): void;
}

interface PageRowProps {
  readonly page: PhotoPage;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly actions: PageActions;
}

export function PageRow({ page, number, count, actions }: PageRowProps) {
  const t = usePhotoText();
  const [isCutting, setIsCutting] = useState(false);
  const label = t.pictureOf(number, count);
  return (
    <li class="photo-page" data-page={page.id}>
      <h4 tabIndex={-1}>{t.page(number, count)}</h4>
      {isCutting ? (
        <CropEditor
          page={page}
          label={label}
          onCrop={(crop) => actions.cut(page, crop)}
          onUncrop={() => actions.uncut(page)}
        />
      ) : (
        <PagePicture page={page} label={label} crop={page.crop} />
      )}
      <div class="photo-tools">
        <Tool sign="↺" label={t.turnLeft(number)} onPress={() => actions.turn(page, -1)} />
        <Tool sign="↻" label={t.turnRight(number)} onPress={() => actions.turn(page, 1)} />
        <Tool tool="up" sign="↑" label={t.up(number)} isIdle={number === 1} onPress={() => actions.move(page, -1)} />
        <Tool
          tool="down"
          sign="↓"
          label={t.down(number)}
          isIdle={number === count}
          onPress={() => actions.move(page, 1)}
        />
        <button
          type="button"
          class="button"
          aria-label={t.cropOf(number)}
          aria-expanded={isCutting}
          onClick={() => setIsCutting(!isCutting)}
        >
          {t.crop}
        </button>
        <button type="button" class="button" aria-label={t.removeOf(number)} onClick={() => actions.remove(page)}>
          {t.remove}
        </button>
      </div>
    </li>
  );
}

interface ToolProps {
  readonly sign: string;
  readonly label: string;
  readonly tool?: string;
  readonly isIdle?: boolean;
  onPress(): void;
}

function Tool({ sign, label, tool, isIdle = false, onPress }: ToolProps) {
  return (
    <button
      type="button"
      class="button"
      data-tool={tool}
      aria-label={label}
      title={label}
      aria-disabled={isIdle}
      onClick={() => !isIdle && onPress()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
