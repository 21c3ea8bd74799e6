import type { Delivery } from '@umschlag/contract';
import type { OwnContent } from './sealing-calls.ts';

/**
 * The delivery with what only its sender can read in it.
 * @param content `undefined`: not opened; then files are numbered
 * @param nameOf what a file is called whose name is not known, by its number from 1
 */
export function withContent(
  delivery: Delivery,
  content: OwnContent | undefined,
  nameOf: (number: number) => string,
): Delivery {
  const paths = new Map(content?.files.map(({ id, path }) => [id, path]));
  const files = delivery.files.map((file, index) => ({
    ...file,
    path: [...(file.path ?? paths.get(file.id) ?? [nameOf(index + 1)])],
  }));
  const { subject = delivery.subject, message = delivery.message } = content ?? {};
  return { ...delivery, subject, message, files };
}
