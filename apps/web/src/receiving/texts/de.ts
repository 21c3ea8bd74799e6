/** German words of receiving at levels 3 and 4, apart from the catalogue that every page loads. */
export const de = {
  closedTitle: 'Verschlüsselte Sendung für Sie',
  level: 'Schutz',
  levels: {
    3: 'Dateien Ende-zu-Ende-verschlüsselt',
    4: 'Dateien, Betreff und Nachricht Ende-zu-Ende-verschlüsselt',
  },
  levelHint: 'Öffnen können das nur Sie, in diesem Browser. Auch wir können es nicht lesen.',
  opening: 'Die Sendung wird geöffnet und geprüft. Das dauert einige Sekunden.',
  byKey: {
    title: 'Mit Ihrem Schlüssel öffnen',
    text: 'Die Sendung ist für Ihren SecuPass-Schlüssel verschlüsselt. Sie brauchen Ihre Passphrase oder einen anderen Zugang zu ihm.',
    open: 'Sendung öffnen',
  },
  byCode: {
    title: 'Mit dem Zugangscode öffnen',
    text: 'Den Code mit 12 Zeichen haben Sie vom Absender bekommen, zum Beispiel am Telefon oder mit der Post. In der E-Mail steht er nicht.',
    label: 'Zugangscode',
    hint: 'Drei Gruppen mit je vier Zeichen. Groß- und Kleinschreibung, Leerzeichen und Striche sind gleichgültig.',
    enter: 'Geben Sie den Zugangscode ein.',
    incomplete: 'Der Code hat zwölf Zeichen, in drei Gruppen zu vier.',
    groups: (groups: string) =>
      `In Gruppe ${groups} steht ein Zeichen, das in keinem Code vorkommt. Prüfen Sie Ihre Eingabe.`,
    wrong: 'Dieser Code öffnet die Sendung nicht. Prüfen Sie ihn, oder lassen Sie ihn sich noch einmal vorlesen.',
    open: 'Sendung öffnen',
  },
  pending: {
    title: 'Der Absender muss die Sendung noch für Sie freigeben',
    why: 'Als die Sendung verschlüsselt wurde, hatten Sie noch keinen SecuPass-Schlüssel.',
    withoutKey:
      'Richten Sie jetzt einen ein. Der Absender erfährt davon und gibt die Sendung für Ihren Schlüssel frei; sein Browser verschlüsselt sie dann für Sie.',
    asked:
      'Ihr Schlüssel ist eingerichtet und der Absender benachrichtigt. Sobald er die Sendung freigibt, bekommen Sie eine E-Mail mit diesem Link.',
    compare:
      'Ruft der Absender an, vergleichen Sie mit ihm diese neun Wörter. So ist sicher, dass er für Ihren Schlüssel freigibt:',
    again: 'Nachsehen, ob sie freigegeben ist',
    stillPending: 'Noch nicht freigegeben.',
  },
  keep: {
    title: 'In Zukunft ohne Zugangscode öffnen',
    withoutKey:
      'Richten Sie einen SecuPass-Schlüssel ein. Diese Sendung wird dann für ihn verschlüsselt, und der Zugangscode öffnet sie nicht mehr. Bis dahin heben Sie den Code auf.',
    withKey:
      'Diese Sendung kann von nun an mit Ihrem SecuPass-Schlüssel geöffnet werden. Der Zugangscode öffnet sie dann nicht mehr.',
    button: 'Auf meinen Schlüssel umstellen',
    busy: 'Die Sendung wird für Ihren Schlüssel verschlüsselt.',
    done: 'Von nun an öffnet Ihr Schlüssel diese Sendung. Der Zugangscode gilt nicht mehr.',
  },
  signature: {
    title: 'Echtheit geprüft',
    text: (email: string) =>
      `Unterschrieben mit dem Schlüssel von ${email}, für Sie und mit genau diesem Inhalt. Der Schlüssel in neun Wörtern:`,
    known: 'Es ist derselbe Schlüssel wie bei Ihrem letzten Kontakt.',
    compare: 'Kommt es darauf an, lassen Sie sich die neun Wörter vom Absender am Telefon vorlesen.',
  },
  serverTexts: 'Betreff und Nachricht sind bei dieser Stufe nicht unterschrieben, nur die Dateien.',
  noSubject: '(ohne Betreff)',
  save: 'Speichern',
  saveName: (name: string, size: string) => `${name} speichern (${size})`,
  saveAll: (size: string) => `Alles als ZIP speichern (${size})`,
  archive: 'ZIP-Datei',
  cancel: 'Abbrechen',
  cancelName: (name: string) => `${name}: abbrechen`,
  again: 'Noch einmal',
  againName: (name: string) => `${name} noch einmal speichern`,
  progressOf: (name: string) => `Fortschritt von ${name}`,
  starting: 'Beginnt …',
  progress: (done: string, total: string) => `${done} von ${total}`,
  waiting: 'Die Verbindung ist unterbrochen. Es geht von selbst weiter, sobald sie wieder da ist.',
  done: {
    picked: 'Vollständig geprüft und gespeichert.',
    streamed: 'Vollständig geprüft und gespeichert, bei Ihren Downloads.',
    stored: 'Vollständig geprüft. Ihr Browser speichert die Datei jetzt bei Ihren Downloads.',
  },
  formats: {
    title: 'Andere Formate',
    titleOf: (name: string) => `Andere Formate von ${name}`,
    text: 'Für Programme auf Ihrem Gerät. Die Datei bleibt verschlüsselt, für Ihren SecuPass-Schlüssel; dort brauchen Sie ihn auch.',
    counts: 'Jedes Speichern zählt als Download.',
    busy: 'Ihr Schlüssel wird geholt …',
    labels: { openpgp: 'Als OpenPGP-Datei', gnupg: 'Für GnuPG' },
    hints: {
      openpgp:
        'Ungeöffnet, so wie sie bei uns liegt. Sie öffnet sich mit Programmen, die RFC 9580 können, etwa Sequoia; nicht mit GnuPG und Thunderbird.',
      gnupg:
        'Für GnuPG und Thunderbird: hier geprüft und in der älteren, schwächeren Form neu verschlüsselt. Den geheimen Schlüssel dafür speichern Sie auf der Seite „SecuPass-Schlüssel“ unter „Exportieren“.',
    },
    doneUnopened: 'Gespeichert, ungeöffnet. Geprüft wird sie von dem Programm, das sie öffnet.',
  },
  cancelled: 'Abgebrochen. Es ist nichts gespeichert.',
  failed: 'Nicht gespeichert.',
  problems: {
    key_too_new: 'GnuPG kann Ihren Schlüssel nicht benutzen. Nehmen Sie die OpenPGP-Datei.',
    disk_full: 'Auf diesem Gerät ist zu wenig Platz. Schaffen Sie Platz und versuchen Sie es noch einmal.',
    save_failed:
      'Der Browser konnte die Datei nicht speichern. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Browser.',
  },
  refusals: {
    title: 'Diese Sendung wird nicht geöffnet',
    fileTitle: 'Diese Datei wird nicht gespeichert',
    next: (email: string) =>
      `Der Absender wird benachrichtigt. Rufen Sie ihn an (${email}), am besten unter einer Nummer, die Sie schon kennen, und bitten Sie ihn, noch einmal zu senden.`,
    altered: 'Sie ist beschädigt oder wurde unterwegs verändert.',
    unreadable:
      'Sie hat nicht die Form, die diese Seite kennt. Vielleicht wurde sie mit einem anderen Programm gemacht.',
    notSigned: 'Ihr fehlt die Unterschrift des Absenders. Jeder könnte sie gemacht haben.',
    unknownSigner: 'Der Schlüssel, mit dem sie unterschrieben ist, gehört nicht zum Absender.',
    badSignature: 'Die Unterschrift ist nicht echt, oder der Schlüssel war beim Unterschreiben nicht gültig.',
    wrongSender: 'Sie ist im Namen einer anderen Adresse unterschrieben.',
    swapped: 'Was der Server zeigt, ist nicht das, was der Absender für diese Sendung unterschrieben hat.',
    wrongTime: 'Ihr Datum kann nicht stimmen. Prüfen Sie auch die Uhr Ihres Geräts.',
    notAddressed: 'Der Absender hat sie nicht an Sie mit diesem Schlüssel gerichtet.',
    wrongFile: 'Ein Teil der Datei ist nicht der, den der Absender unterschrieben hat.',
    changedKey:
      'Der Absender hat mit einem anderen Schlüssel unterschrieben als bisher. Das kann ein neuer Schlüssel sein, oder jemand gibt sich für ihn aus.',
    rememberedWords: 'Bisher:',
    actualWords: 'Jetzt:',
    changedKeyNext: (email: string) =>
      `Rufen Sie den Absender an (${email}), unter einer Nummer, die Sie schon kennen, und lassen Sie sich die neun Wörter seines Schlüssels vorlesen.`,
    accept: 'Die neuen Wörter stimmen: öffnen',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export type ReceivingTexts = Widened<typeof de>;
