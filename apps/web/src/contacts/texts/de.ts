/** German words of the page of contacts. */
export const de = {
  title: 'Kontakte',
  intro:
    'Hier steht, welchen Schlüssel Sie von wem kennen. Die Liste ist mit Ihrem Schlüssel unterschrieben und verschlüsselt: Wir können sie weder lesen noch ändern. Bekommt jemand einen anderen Schlüssel, werden Sie vor dem Verschlüsseln und beim Öffnen gewarnt.',
  locked: 'Ihre Kontakte sind verschlüsselt. Entsperren Sie Ihren Schlüssel, um sie zu sehen.',
  unlock: 'Entsperren …',
  loading: 'Die Kontakte werden geöffnet …',
  none: 'Noch sind keine Kontakte gemerkt. Sie kommen hinzu, wenn Sie Ende-zu-Ende-verschlüsselt senden oder empfangen.',
  listTitle: 'Gemerkte Schlüssel',
  compare:
    'Vergleichen Sie am Telefon die neun Wörter, oder scannen Sie den QR-Code: Stehen bei der anderen Person dieselben, verschlüsseln Sie wirklich für sie. Die Wörter sind immer deutsch.',
  since: (day: string) => `Gemerkt am ${day}`,
  compared: (day: string) => `Verglichen am ${day}`,
  notCompared: 'Noch nicht verglichen',
  sameWords: 'Die neun Wörter sind dieselben',
  sameWordsOf: (address: string) => `Die neun Wörter sind dieselben: ${address}`,
  comparedNow: (address: string) => `Gemerkt: Der Schlüssel von ${address} ist verglichen.`,
  forget: 'Vergessen',
  forgetOf: (address: string) => `${address} vergessen`,
  forgetTitle: 'Kontakt vergessen?',
  forgetText: (address: string) =>
    `Dann wird vor einem anderen Schlüssel von ${address} nicht mehr gewarnt, bis wieder einer gemerkt ist.`,
  forgotten: (address: string) => `${address} ist vergessen.`,
  anew: 'Neu beginnen …',
  anewTitle: 'Kontakte neu beginnen?',
  anewText:
    'Alle gemerkten Schlüssel werden vergessen. Bis sie wieder gemerkt sind, werden Sie vor keinem anderen Schlüssel gewarnt.',
  anewNow: 'Neu beginnen',
  begun: 'Die Liste ist leer und beginnt neu.',
  back: 'Zum Konto',
};

type Widened<T> = T extends string ? string : T;

export type ContactTexts = { [K in keyof typeof de]: Widened<(typeof de)[K]> };
