/** German words of previews, apart from the catalogue that every page loads. */
export const de = {
  title: (name: string) => `Vorschau von ${name}`,
  fetching: 'Die Datei wird geladen.',
  progressOf: (name: string) => `${name}: Fortschritt`,
  waiting: 'Die Verbindung ist unterbrochen. Es geht von selbst weiter, sobald sie wieder da ist.',
  starting: 'Die Vorschau wird aufgebaut.',
  counts: 'Für den Absender gilt die Datei mit der Vorschau als abgerufen.',
  onlyBeginning: (shown: string, size: string) =>
    `Zu sehen ist nur der Anfang: ${shown} von ${size}. Speichern Sie die Datei, um alles zu lesen.`,
  noText:
    'Diese Seite ist ein Bild: Sie enthält keinen Text, der vorgelesen oder kopiert werden kann. Fragen Sie den Absender nach einer Fassung mit Text, wenn Sie eine brauchen.',
  previous: 'Vorige Seite',
  next: 'Nächste Seite',
  page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  smaller: 'Verkleinern',
  larger: 'Vergrößern',
  zoom: (percent: number) => `${percent} %`,
  close: 'Schließen',
  refusedTitle: 'Diese Datei wird nicht angezeigt',
  failedTitle: 'Keine Vorschau',
  instead: 'Schließen Sie die Vorschau, speichern Sie die Datei und öffnen Sie sie auf Ihrem Gerät.',
  askSender: (email: string) =>
    `Fragen Sie den Absender (${email}), was das für eine Datei ist, bevor Sie sie speichern und öffnen.`,
  problems: {
    not_as_declared: 'Was die Datei enthält, passt nicht zu ihrem Namen und Typ.',
    unreadable: 'Die Datei ist beschädigt, oder sie ist anders aufgebaut, als diese Vorschau es versteht.',
    too_many_pixels: 'Das Bild hat mehr als 50 Megapixel. Das ist zu viel für die Vorschau.',
    password: 'Die PDF-Datei ist mit einem Passwort geschützt.',
    frame_failed: 'Die Vorschau ist nicht gestartet.',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export type PreviewTexts = Widened<typeof de>;
