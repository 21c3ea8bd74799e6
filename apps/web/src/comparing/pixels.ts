import type { Pixels } from './read-code.ts';

/** Of the longer side: a code that fills a quarter of it still has some ten pixels for each module. */
const MAX_FRAME_PX = 960;
const MAX_PICTURE_PX = 2_000;
/** Photographs of telephones are smaller; what is larger would only fill the memory. */
const MAX_PICTURE_BYTES = 40_000_000;

/** The file is no picture that this browser can read, or too large a one. */
export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
}

/** What the camera shows now; `undefined` while it shows nothing yet. */
export function pixelsOfFrame(video: HTMLVideoElement): Pixels | undefined {
  const { videoWidth, videoHeight, readyState } = video;
  if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return undefined;
  return pixelsOf(video, { width: videoWidth, height: videoHeight }, MAX_FRAME_PX);
}

/** @throws UnreadablePicture */
export async function pixelsOfPicture(file: Blob): Promise<Pixels> {
  if (file.size > MAX_PICTURE_BYTES) throw new UnreadablePicture();
  const bitmap = await createImageBitmap(file).catch((cause) => {
    throw new UnreadablePicture('', { cause });
  });
  try {
    return pixelsOf(bitmap, bitmap, MAX_PICTURE_PX);
  } finally {
    bitmap.close();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function pixelsOf(source: CanvasImageSource, { width, height }: Size, maxPx: number): Pixels {
  const scale = Math.min(1, maxPx / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new UnreadablePicture();
  // What is transparent in a picture is paper.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
