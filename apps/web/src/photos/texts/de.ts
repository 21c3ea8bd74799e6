/** German words of photographing documents, apart from the catalogue that every page loads. */
export const de = {
  title: (document: string) => `Mit der Kamera: ${document}`,
  intro:
    'Nehmen Sie jede Seite auf, oder wählen Sie Fotos aus. Daraus wird eine Datei. Bis Sie sie senden, bleibt alles auf Ihrem Gerät. Angaben zu Ort und Kamera werden aus den Fotos entfernt.',
  takePhoto: 'Foto aufnehmen',
  pickPhotos: 'Fotos auswählen',
  openCamera: 'Kamera hier öffnen',
  closeCamera: 'Kamera ausschalten',
  cameraLabel: 'Bild der Kamera',
  cameraHint: 'Legen Sie das Blatt auf einen dunklen Grund, bei gutem Licht, und halten Sie das Gerät gerade darüber.',
  cameraStarting: 'Die Kamera startet. Vielleicht fragt Ihr Browser, ob sie erlaubt ist.',
  shutter: 'Auslösen',
  cameraTrouble: {
    denied:
      'Die Kamera ist nicht erlaubt. Erlauben Sie sie in den Einstellungen des Browsers für diese Seite, oder wählen Sie Fotos aus.',
    absent: 'Hier ist keine Kamera zu finden. Wählen Sie stattdessen Fotos aus.',
    in_use:
      'Die Kamera wird gerade von einem anderen Programm benutzt. Schließen Sie es und versuchen Sie es noch einmal, oder wählen Sie Fotos aus.',
    failed: 'Die Kamera gibt kein Bild. Versuchen Sie es noch einmal, oder wählen Sie Fotos aus.',
  },
  reading: (picture: number, pictures: number) => `Bild ${picture} von ${pictures} wird gelesen …`,
  added: (page: number, pages: number) => `Seite ${page} von ${pages} ist hinzugekommen`,
  pagesTitle: 'Seiten',
  page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  pictureOf: (page: number, pages: number) => `Vorschau von Seite ${page} von ${pages}`,
  turnLeft: (page: number) => `Seite ${page} nach links drehen`,
  turnRight: (page: number) => `Seite ${page} nach rechts drehen`,
  turned: (page: number, pages: number, degrees: number) =>
    degrees === 0
      ? `Seite ${page} von ${pages}, steht wieder wie aufgenommen`
      : `Seite ${page} von ${pages}, um ${degrees} Grad nach rechts gedreht`,
  up: (page: number) => `Seite ${page} nach vorn`,
  down: (page: number) => `Seite ${page} nach hinten`,
  moved: (page: number, pages: number) => `Jetzt Seite ${page} von ${pages}`,
  remove: 'Entfernen',
  removeOf: (page: number) => `Seite ${page} entfernen`,
  removed: (page: number, pages: number) =>
    pages === 0 ? `Seite ${page} ist entfernt, es ist keine mehr da` : `Seite ${page} ist entfernt, noch ${pages} da`,
  crop: 'Zuschneiden',
  cropOf: (page: number) => `Seite ${page} zuschneiden`,
  cropHint: 'Ziehen Sie die Linien an die Ränder des Blattes, oder benutzen Sie die Regler.',
  edges: {
    top: 'Oben abschneiden',
    bottom: 'Unten abschneiden',
    left: 'Links abschneiden',
    right: 'Rechts abschneiden',
  },
  percent: (value: string) => `${value} Prozent`,
  uncrop: 'Nichts abschneiden',
  uncropped: (page: number) => `Von Seite ${page} wird nichts mehr abgeschnitten`,
  refusedTitle: (count: number) =>
    count === 1 ? 'Ein Bild wurde nicht übernommen' : `${count} Bilder wurden nicht übernommen`,
  problems: {
    not_a_picture: 'Das ist kein Foto, aus dem hier eine Seite werden kann. Es gehen JPEG, PNG, WebP und GIF.',
    picture_empty: 'Die Datei ist leer. Vielleicht liegt das Foto nur in der Cloud: Laden Sie es zuerst auf Ihr Gerät.',
    picture_damaged: 'Das Bild ist beschädigt oder nicht vollständig. Nehmen Sie es noch einmal auf.',
    picture_too_large:
      'Das Bild hat mehr als 200 Megapixel. Das ist zu viel für den Browser. Nehmen Sie es kleiner auf.',
    heif_not_decoded:
      'Dieses Bild ist im Format HEIC, das Ihr Browser nicht lesen kann. Nehmen Sie die Seite hier mit der Kamera auf.',
    file_unreadable:
      'Die Datei kann nicht mehr gelesen werden. Sie wurde verändert, verschoben oder gelöscht, nachdem Sie sie ausgewählt haben. Wählen Sie sie noch einmal aus.',
    memory_short:
      'Der Speicher Ihres Geräts reicht nicht aus. Schließen Sie andere Programme, oder machen Sie mehrere Dateien mit weniger Seiten daraus.',
    browser_too_old: 'Ihr Browser ist dafür zu alt. Aktualisieren Sie ihn, oder senden Sie die Fotos als Dateien.',
    not_started:
      'Was dafür gebraucht wird, konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  },
  tooMany: (limit: number, left: number) =>
    `Eine Datei kann höchstens ${limit} Seiten haben. Nicht übernommen: ${left}. Machen Sie daraus eine zweite Datei.`,
  oneEach: (left: number) =>
    `Hier wird jedes Foto eine eigene Datei. Nicht übernommen: ${left}. Fügen Sie die anderen danach einzeln hinzu.`,
  sendOriginal: 'Original senden',
  sendOriginalOf: (name: string) => `Original senden: ${name}`,
  originalWarning:
    'Im Original kann stehen, wo, wann und mit welchem Gerät es aufgenommen wurde. Wer es bekommt, kann das lesen.',
  originalTaken: (name: string) => `${name} ist als Original übernommen.`,
  formTitle: 'Was möchten Sie senden?',
  forms: {
    pdf: 'Eine PDF-Datei',
    jpeg: 'Ein Bild (JPEG)',
    original: 'Die Originaldatei, unverändert',
  },
  originalHint: 'Drehen und Zuschneiden gelten dann nicht.',
  finish: { pdf: 'PDF übernehmen', jpeg: 'Bild übernehmen', original: 'Original übernehmen' },
  making: (page: number, pages: number) => `Seite ${page} von ${pages} wird fertig gemacht …`,
  writing: 'Die Datei wird geschrieben …',
  progress: 'Fortschritt',
  stop: 'Anhalten',
  stopped: 'Angehalten. Ihre Seiten sind noch da.',
  failedTitle: 'Die Datei ist nicht entstanden',
  failedPage: (page: number) => `Seite ${page}:`,
  close: 'Abbrechen',
  finished: 'Fertig',
  discardTitle: 'Die Seiten verwerfen?',
  discardHint: 'Was Sie hier aufgenommen haben, ist dann weg. Fotos auf Ihrem Gerät bleiben.',
  discard: 'Verwerfen',
  goOn: 'Weiter bearbeiten',
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export type PhotoTexts = Widened<typeof de>;
