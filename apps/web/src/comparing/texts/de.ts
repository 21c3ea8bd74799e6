/** German words of comparing keys by QR code. */
export const de = {
  codeOf: (address: string) => `QR-Code des Schlüssels von ${address}. Er sagt dasselbe wie der Fingerabdruck.`,
  codeTitle: 'Als QR-Code',
  codeHint:
    'Wer Ihnen gegenübersitzt, scannt ihn unter „Kontakte“ und weiß dann, dass es Ihr Schlüssel ist. Andere OpenPGP-Programme lesen ihn auch.',
  compare: 'Mit QR-Code vergleichen',
  compareOf: (address: string) => `Mit QR-Code vergleichen: Schlüssel von ${address}`,
  how: (address: string) =>
    `Lassen Sie sich von ${address} den QR-Code zeigen, der dort unter „Konto“, „SecuPass-Schlüssel“ steht, am besten persönlich oder auf Papier.`,
  scan: 'QR-Code scannen',
  stop: 'Kamera ausschalten',
  hold: 'Halten Sie den ganzen Code ins Bild. Das Bild der Kamera bleibt in diesem Browser.',
  cameraLabel: 'Bild der Kamera',
  picture: 'Oder ein Bild des Codes wählen',
  pictureHint: 'Ein Foto oder Bildschirmfoto. Es bleibt in diesem Browser.',
  titles: { same: 'Derselbe Schlüssel', other: 'Ein anderer Schlüssel!' },
  said: {
    same: (address: string) => `Der Code zeigt genau den Schlüssel, mit dem hier für ${address} verschlüsselt wird.`,
    other: (address: string) =>
      `Der Code zeigt einen anderen Schlüssel als den, der hier für ${address} steht. Verschlüsseln Sie nichts damit, bis das geklärt ist: Lassen Sie sich den Code noch einmal zeigen, und fragen Sie den Betreiber.`,
    foreign: () =>
      'In diesem QR-Code steht kein Schlüssel. Der richtige steht auf der Seite „SecuPass-Schlüssel“ der anderen Person.',
    nothing: () => 'In diesem Bild ist kein QR-Code zu erkennen. Nehmen Sie ihn ganz, gerade und scharf auf.',
    unreadable: () => 'Dieses Bild kann nicht gelesen werden. Nehmen Sie ein PNG oder JPEG, etwa ein Bildschirmfoto.',
    reading: () => 'Das Bild wird gelesen …',
    denied: () =>
      'Die Kamera ist nicht erlaubt. Erlauben Sie sie in den Einstellungen des Browsers für diese Seite, oder wählen Sie ein Bild des Codes.',
    absent: () =>
      'Hier ist keine Kamera zu finden. Wählen Sie ein Bild des Codes, oder vergleichen Sie die neun Wörter.',
    in_use: () =>
      'Die Kamera wird gerade von einem anderen Programm benutzt. Schließen Sie es und versuchen Sie es noch einmal, oder wählen Sie ein Bild des Codes.',
    failed: () => 'Die Kamera gibt kein Bild. Versuchen Sie es noch einmal, oder wählen Sie ein Bild des Codes.',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...given: never[]) => string
    ? (address: string) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type ComparingTexts = Widened<typeof de>;
