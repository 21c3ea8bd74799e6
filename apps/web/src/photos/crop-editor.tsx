import { useId, useRef } from 'preact/hooks';
import { useLanguage } from '../i18n/language.tsx';
import { CROP_STEP, type Crop, cutAt, EDGES, type Edge, isCropped, LEAST_KEPT, NO_CROP } from './crop.policy.ts';
import { keptPart, type Part, turnedSize } from './page-drawing.policy.ts';
import { PagePicture } from './page-picture.tsx';
import type { PhotoPage } from './photo-page.ts';
import { usePhotoText } from './texts/photo-text.ts';

interface CropEditorProps {
  readonly page: PhotoPage;
  /** Of the picture. */
  readonly label: string;
  onCrop(crop: Crop): void;
  onUncrop(): void;
}

/** Cuts a page at its four edges: by lines that are dragged, or by sliders for keyboard and screen reader. */
export function CropEditor({ page, label, onCrop, onUncrop }: CropEditorProps) {
  const t = usePhotoText();
  const hintId = useId();
  return (
    <fieldset class="crop-editor" aria-describedby={hintId}>
      <legend class="visually-hidden">{t.crop}</legend>
      <p class="hint" id={hintId}>
        {t.cropHint}
      </p>
      <CropLines page={page} label={label} onCrop={onCrop} />
      <div class="crop-sliders">
        {EDGES.map((edge) => (
          <EdgeSlider key={edge} edge={edge} crop={page.crop} onCrop={onCrop} />
        ))}
      </div>
      <button type="button" class="button quiet" aria-disabled={!isCropped(page.crop)} onClick={onUncrop}>
        {t.uncrop}
      </button>
    </fieldset>
  );
}

interface EdgeSliderProps {
  readonly edge: Edge;
  readonly crop: Crop;
  onCrop(crop: Crop): void;
}

function EdgeSlider({ edge, crop, onCrop }: EdgeSliderProps) {
  const { language } = useLanguage();
  const t = usePhotoText();
  const id = useId();
  const change = (input: HTMLInputElement) => {
    const next = cutAt(crop, edge, input.valueAsNumber);
    // Where the opposite edge stops it, the slider stops too.
    input.value = String(next[edge]);
    onCrop(next);
  };
  return (
    <div>
      <label for={id}>{t.edges[edge]}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100 - LEAST_KEPT}
        step={CROP_STEP}
        value={crop[edge]}
        aria-valuetext={t.percent(new Intl.NumberFormat(language).format(crop[edge]))}
        onInput={(event) => change(event.currentTarget)}
      />
    </div>
  );
}

type CropLinesProps = Pick<CropEditorProps, 'page' | 'label' | 'onCrop'>;

/** The whole page with what is cut off in the shade. */
function CropLines({ page, label, onCrop }: CropLinesProps) {
  const svg = useRef<SVGSVGElement>(null);
  const whole = turnedSize(page.preview.size, page.turns);
  const kept = keptPart(whole, page.crop);
  const drag = (event: PointerEvent, edge: Edge) => {
    const toPicture = svg.current?.getScreenCTM()?.inverse();
    if (!toPicture || !(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPicture);
    const [across, down] = [(x / whole.widthPx) * 100, (y / whole.heightPx) * 100];
    const cut = { top: down, bottom: 100 - down, left: across, right: 100 - across };
    onCrop(cutAt(page.crop, edge, cut[edge]));
  };
  const { widthPx: w, heightPx: h } = whole;
  return (
    <PagePicture page={page} label={label} crop={NO_CROP} svg={svg}>
      <path class="crop-shade" fill-rule="evenodd" d={`M0 0H${w}V${h}H0Z${outline(kept)}`} />
      <path class="crop-frame" d={outline(kept)} />
      {EDGES.map((edge) => (
        <path
          key={edge}
          class={`crop-grip ${edge}`}
          d={lineOf(kept, edge)}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => drag(event, edge)}
        />
      ))}
    </PagePicture>
  );
}

const outline = ({ x, y, widthPx, heightPx }: Part): string => `M${x} ${y}h${widthPx}v${heightPx}h${-widthPx}Z`;

/** The middle of an edge, so that the corners belong to none of the two that meet there. */
function lineOf({ x, y, widthPx, heightPx }: Part, edge: Edge): string {
  const across = `${x + widthPx * 0.1} ${edge === 'top' ? y : y + heightPx}h${widthPx * 0.8}`;
  const down = `${edge === 'left' ? x : x + widthPx} ${y + heightPx * 0.1}v${heightPx * 0.8}`;
  return edge === 'top' || edge === 'bottom' ? `M${across}` : `M${down}`;
}
