import type { PreviewTexts } from './de.ts';

/** English words of previews, apart from the catalogue that every page loads. */
export const en: PreviewTexts = {
  title: (name) => `Preview of ${name}`,
  fetching: 'The file is being loaded.',
  progressOf: (name) => `${name}: progress`,
  waiting: 'The connection is interrupted. It goes on by itself as soon as the network is back.',
  starting: 'The preview is being set up.',
  counts: 'To the sender the file counts as fetched with its preview.',
  onlyBeginning: (shown, size) => `Only the beginning is shown: ${shown} of ${size}. Save the file to read all of it.`,
  noText:
    'This page is a picture: it has no text that can be read out or copied. Ask the sender for a version with text if you need one.',
  previous: 'Previous page',
  next: 'Next page',
  page: (page, pages) => `Page ${page} of ${pages}`,
  smaller: 'Smaller',
  larger: 'Larger',
  zoom: (percent) => `${percent}%`,
  close: 'Close',
  refusedTitle: 'This file is not shown',
  failedTitle: 'No preview',
  instead: 'Close the preview, save the file and open it on your device.',
  askSender: (email) => `Ask the sender (${email}) what kind of file this is before you save and open it.`,
  problems: {
    not_as_declared: 'What the file holds does not match its name and type.',
    unreadable: 'The file is damaged, or it is made in a way that this preview does not understand.',
    too_many_pixels: 'The image has more than 50 megapixels. That is too much for the preview.',
    password: 'The PDF file is protected by a password.',
    frame_failed: 'The preview has not started.',
  },
};
