import type { ComparingTexts } from './de.ts';

/** English words of comparing keys by QR code. */
export const en: ComparingTexts = {
  codeOf: (address) => `QR code of the key of ${address}. It says the same as the fingerprint.`,
  codeTitle: 'As QR code',
  codeHint:
    'Whoever sits beside you scans it under “Contacts”, and then knows that it is your key. Other OpenPGP programs read it too.',
  compare: 'Compare by QR code',
  compareOf: (address) => `Compare by QR code: key of ${address}`,
  how: (address) =>
    `Have ${address} show you the QR code that they find under “Account”, “SecuPass key”, best in person or on paper.`,
  scan: 'Scan QR code',
  stop: 'Turn the camera off',
  hold: 'Hold the whole code into the picture. What the camera sees stays in this browser.',
  cameraLabel: 'Picture of the camera',
  picture: 'Or choose a picture of the code',
  pictureHint: 'A photograph or a screenshot. It stays in this browser.',
  titles: { same: 'The same key', other: 'Another key!' },
  said: {
    same: (address) => `The code shows exactly the key that is used here to encrypt for ${address}.`,
    other: (address) =>
      `The code shows another key than the one that stands here for ${address}. Encrypt nothing with it until that is explained: have the code shown once more, and ask the operator.`,
    foreign: () => 'There is no key in this QR code. The right one is on the other person’s page “SecuPass key”.',
    nothing: () => 'There is no QR code to be seen in this picture. Take it whole, straight and sharp.',
    unreadable: () => 'This picture cannot be read. Take a PNG or JPEG, a screenshot for instance.',
    reading: () => 'Reading the picture …',
    denied: () =>
      'The camera is not allowed. Allow it for this page in the settings of your browser, or choose a picture of the code.',
    absent: () => 'There is no camera here. Choose a picture of the code, or compare the nine words.',
    in_use: () => 'Another program is using the camera. Close it and try again, or choose a picture of the code.',
    failed: () => 'The camera gives no picture. Try again, or choose a picture of the code.',
  },
};
