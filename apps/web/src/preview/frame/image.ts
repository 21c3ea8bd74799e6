import type { ImageType } from '../kinds.ts';
import { DrawingError, place, type ToShow, type View } from './page-link.ts';

/** Uncompressed these are 200 MB. What an image takes in memory is not told by the size of its file. */
const MAX_PIXELS = 50_000_000;

/** Shows an image at the width of the frame, or smaller if it is. */
export async function showImage({ octets, title }: ToShow, mediaType: ImageType): Promise<View> {
  const image = new Image();
  image.alt = title;
  image.src = URL.createObjectURL(new Blob([octets], { type: mediaType }));
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new DrawingError('unreadable'));
  });
  // Browsers know the size from the head of the file, and unpack the rest when it is to be seen.
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth * naturalHeight > MAX_PIXELS) throw new DrawingError('too_many_pixels');
  const main = place();
  const zoom = (factor: number) => {
    image.style.width = `${Math.min(naturalWidth, main.clientWidth) * factor}px`;
  };
  zoom(1);
  main.replaceChildren(image);
  return { zoom };
}
