import type { ReceiptPageText } from './receipt-page-text.ts';

export const de: ReceiptPageText = {
  title: 'Quittung prüfen',
  intro:
    'Hier prüfen Sie, ob eine Quittung über eingereichte Unterlagen echt und unverändert ist. Vom Inhalt wird nichts gezeigt.',
  receipt: 'Die Quittung (PDF oder receipt.jws)',
  receiptHint: 'Oder geben Sie ihre Nummer ein.',
  number: 'Nummer der Quittung',
  numberHint: 'Zum Beispiel UM-7K3D-91QA-0ZTW-4M2H.',
  digest: 'Prüfsumme SHA-256 einer Datei (freiwillig)',
  digestHint: 'Dann sagen wir auch, ob genau diese Datei dabei war. Die Datei selbst brauchen wir nicht.',
  check: 'Prüfen',
  genuine: (at) => `Diese Quittung ist echt. Sie wurde am ${at} ausgestellt.`,
  notGenuine:
    'Diese Quittung ist nicht von uns, oder sie wurde verändert. Prüfen Sie die Nummer, oder verwenden Sie die Datei, wie Sie sie bekommen haben.',
  hasFile: 'Eine Datei mit dieser Prüfsumme gehört dazu.',
  hasNotFile: 'Eine Datei mit dieser Prüfsumme gehört nicht dazu.',
  compare: 'Vergleichen Sie, was auf dem Papier steht, mit der Datei: Geprüft ist die Nummer, nicht der Ausdruck.',
  nothing: 'Wählen Sie die Quittung aus, oder geben Sie ihre Nummer ein.',
  badDigest: 'Eine Prüfsumme SHA-256 hat 64 Zeichen: Ziffern und die Buchstaben a bis f.',
  tooMany: 'Das waren zu viele Prüfungen. Warten Sie eine Weile und versuchen Sie es dann noch einmal.',
  again: 'Noch eine Quittung prüfen',
};
