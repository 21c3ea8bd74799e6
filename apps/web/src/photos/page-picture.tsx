import type { ComponentChildren, Ref } from 'preact';
import type { Crop } from './crop.policy.ts';
import { keptPart, turnedSize, turningMatrix } from './page-drawing.policy.ts';
import type { PhotoPage } from './photo-page.ts';

interface PagePictureProps {
  readonly page: PhotoPage;
  readonly label: string;
  /** What of it is seen; another than its own while it is being cut. */
  readonly crop: Crop;
  readonly svg?: Ref<SVGSVGElement>;
  /** Drawn over it, in pixels of the turned preview. */
  readonly children?: ComponentChildren;
}

/** A page as it will be. It is turned and cut by attributes of the drawing alone: nothing is decoded anew. */
export function PagePicture({ page: { preview, turns }, label, crop, svg, children }: PagePictureProps) {
  const { url, size } = preview;
  const { x, y, widthPx, heightPx } = keptPart(turnedSize(size, turns), crop);
  return (
    <svg
      ref={svg ?? null}
      class="photo-picture"
      role="img"
      aria-label={label}
      viewBox={`${x} ${y} ${widthPx} ${heightPx}`}
    >
      <image
        href={url}
        width={size.widthPx}
        height={size.heightPx}
        transform={`matrix(${turningMatrix(size, turns).join(' ')})`}
      />
      {children}
    </svg>
  );
}
