import type { PhotoTexts } from './de.ts';

/** English words of photographing documents. */
export const en: PhotoTexts = {
  title: (document) => `By camera: ${document}`,
  intro:
    'Take a picture of each page, or choose photos. They become one file. Until you send it, everything stays on your device. Details of place and camera are removed from the photos.',
  takePhoto: 'Take a photo',
  pickPhotos: 'Choose photos',
  openCamera: 'Open the camera here',
  closeCamera: 'Turn the camera off',
  cameraLabel: 'Picture of the camera',
  cameraHint: 'Put the sheet on dark ground, in good light, and hold the device straight above it.',
  cameraStarting: 'The camera is starting. Your browser may ask whether it is allowed.',
  shutter: 'Take the picture',
  cameraTrouble: {
    denied: 'The camera is not allowed. Allow it for this page in the settings of your browser, or choose photos.',
    absent: 'There is no camera here. Choose photos instead.',
    in_use: 'Another program is using the camera. Close it and try again, or choose photos.',
    failed: 'The camera gives no picture. Try again, or choose photos.',
  },
  reading: (picture, pictures) => `Reading picture ${picture} of ${pictures} …`,
  added: (page, pages) => `Page ${page} of ${pages} has been added`,
  pagesTitle: 'Pages',
  page: (page, pages) => `Page ${page} of ${pages}`,
  pictureOf: (page, pages) => `Preview of page ${page} of ${pages}`,
  turnLeft: (page) => `Rotate page ${page} to the left`,
  turnRight: (page) => `Rotate page ${page} to the right`,
  turned: (page, pages, degrees) =>
    degrees === 0
      ? `Page ${page} of ${pages}, as it was taken again`
      : `Page ${page} of ${pages}, rotated by ${degrees} degrees to the right`,
  up: (page) => `Move page ${page} forward`,
  down: (page) => `Move page ${page} back`,
  moved: (page, pages) => `Now page ${page} of ${pages}`,
  remove: 'Remove',
  removeOf: (page) => `Remove page ${page}`,
  removed: (page, pages) =>
    pages === 0 ? `Page ${page} is removed, none is left` : `Page ${page} is removed, ${pages} left`,
  crop: 'Crop',
  cropOf: (page) => `Crop page ${page}`,
  cropHint: 'Drag the lines to the edges of the sheet, or use the sliders.',
  edges: {
    top: 'Cut off at the top',
    bottom: 'Cut off at the bottom',
    left: 'Cut off at the left',
    right: 'Cut off at the right',
  },
  percent: (value) => `${value} percent`,
  uncrop: 'Cut nothing off',
  uncropped: (page) => `Nothing is cut off page ${page} any more`,
  refusedTitle: (count) => (count === 1 ? 'One picture was not taken' : `${count} pictures were not taken`),
  problems: {
    not_a_picture: 'This is no photo that can become a page here. JPEG, PNG, WebP and GIF can.',
    picture_empty: 'The file is empty. Perhaps the photo is in the cloud only: load it onto your device first.',
    picture_damaged: 'The picture is damaged or not complete. Take it once more.',
    picture_too_large:
      'The picture has more than 200 megapixels. That is too much for the browser. Take a smaller one.',
    heif_not_decoded:
      'This picture is in the format HEIC, which your browser cannot read. Take the page with the camera here.',
    file_unreadable:
      'The file can no longer be read. It was changed, moved or deleted after you chose it. Choose it once more.',
    memory_short:
      'The memory of your device is not enough. Close other programs, or make several files with fewer pages.',
    browser_too_old: 'Your browser is too old for this. Update it, or send the photos as files.',
    not_started: 'What is needed for this could not be loaded. Check your connection and try again.',
  },
  tooMany: (limit, left) => `A file can have ${limit} pages at most. Not taken: ${left}. Make a second file of them.`,
  oneEach: (left) =>
    `Here each photo becomes a file of its own. Not taken: ${left}. Add the others one by one afterwards.`,
  sendOriginal: 'Send the original',
  sendOriginalOf: (name) => `Send the original: ${name}`,
  originalWarning:
    'The original may tell where, when and with which device it was taken. Whoever gets it can read that.',
  originalTaken: (name) => `${name} has been taken as original.`,
  formTitle: 'What would you like to send?',
  forms: { pdf: 'A PDF file', jpeg: 'A picture (JPEG)', original: 'The original file, unchanged' },
  originalHint: 'Rotating and cropping do not apply then.',
  finish: { pdf: 'Use the PDF', jpeg: 'Use the picture', original: 'Use the original' },
  making: (page, pages) => `Finishing page ${page} of ${pages} …`,
  writing: 'Writing the file …',
  progress: 'Progress',
  stop: 'Stop',
  stopped: 'Stopped. Your pages are still here.',
  failedTitle: 'The file was not made',
  failedPage: (page) => `Page ${page}:`,
  close: 'Cancel',
  finished: 'Done',
  discardTitle: 'Discard the pages?',
  discardHint: 'What you have taken here will be gone. Photos on your device stay.',
  discard: 'Discard',
  goOn: 'Go on editing',
};
