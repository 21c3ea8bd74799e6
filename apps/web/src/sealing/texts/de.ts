/** German words of sending at levels 3 and 4, apart from the catalogue that every page loads. */
export const de = {
  ownKey: {
    title: 'Sie brauchen einen eigenen Schlüssel',
    text: 'Mit ihm unterschreiben Sie, was Sie senden, und öffnen es später selbst. Ihr Entwurf bleibt gespeichert; danach geht es hier weiter.',
    setUp: 'SecuPass-Schlüssel einrichten',
    missing: 'Richten Sie zuerst Ihren SecuPass-Schlüssel ein, oder wählen Sie Stufe 1 oder 2.',
    checking: 'Ihr Schlüssel wird gesucht …',
  },
  level: {
    fixed:
      'Es sind schon Dateien da. Zwischen den Stufen 1–2 und 3–4 wechseln Sie, indem Sie die Dateien entfernen, wechseln und sie neu hinzufügen.',
    textsHere:
      'Betreff und Nachricht bleiben bis zum Senden nur in diesem Browser, bis Sie sich abmelden; was davon schon gespeichert war, ist vom Server gelöscht.',
    textsLost:
      'Betreff und Nachricht dieses Entwurfs sind nur in dem Browser, in dem sie geschrieben wurden. Schreiben Sie dort weiter oder hier neu.',
    filesHere: 'Die Schlüssel der Dateien sind bis zum Senden nur in diesem Browser, bis Sie sich abmelden.',
    openTitle: 'Betreff und Nachricht auf den Server?',
    openText:
      'Bei dieser Stufe werden Betreff und Nachricht auf dem Server gespeichert. Der Betreiber könnte sie dort lesen.',
    openNow: 'Stufe wechseln',
  },
  readers: {
    title: 'Womit öffnen die Empfänger?',
    none: 'Tragen Sie oben Empfänger ein. Dann steht hier, wer einen Schlüssel hat.',
    looking: 'Der Schlüssel wird gesucht …',
    hasKey: 'Hat einen Schlüssel',
    hasNone: 'Hat noch keinen Schlüssel',
    unusable: 'Dieser Schlüssel ist nicht verwendbar. Bitten Sie um einen neuen, oder entfernen Sie den Empfänger.',
    compare: 'Fingerabdruck',
    compareOf: (address: string) => `Fingerabdruck von ${address}`,
    words: 'In Wörtern',
    wordsLoading: 'Die Wörter werden berechnet …',
    withoutKey: 'Wie öffnen Empfänger ohne Schlüssel?',
    ways: { 'access-code': 'Mit einem Zugangscode', release: 'Nach Ihrer Freigabe', each: 'Je Empfänger verschieden' },
    hints: {
      'access-code':
        'Sie erhalten nach dem Senden einen Code und nennen ihn am Telefon oder per Brief; damit öffnet der Empfänger sofort.',
      release:
        'Der Empfänger richtet einen Schlüssel ein, Sie werden benachrichtigt und geben dann frei; bis dahin kann niemand öffnen.',
      each: 'Sie wählen für jeden Empfänger einzeln.',
    },
    wayOf: (address: string) => `Weg für ${address}`,
    choose: 'Bitte wählen',
    missing: 'Wählen Sie, wie Empfänger ohne Schlüssel öffnen.',
    pending: 'Die Schlüssel der Empfänger werden noch gesucht. Versuchen Sie es gleich noch einmal.',
    unusableOf: (address: string) => `Für ${address} kann nicht verschlüsselt werden.`,
    retry: 'Erneut suchen',
  },
  confirm: {
    readers: 'So öffnen die Empfänger:',
    verdicts: {
      own: 'Ihr eigener Schlüssel',
      known: 'Schlüssel wie beim letzten Mal',
      new: 'Neuer Schlüssel, wird gemerkt. Vergleichen Sie bei Vertraulichem die neun Wörter am Telefon.',
      changed: 'Anderer Schlüssel als beim letzten Mal!',
      gone: 'Hatte einen Schlüssel, jetzt keinen mehr!',
      none: 'Kein Schlüssel',
    },
    byCode: 'Zugangscode',
    byRelease: 'Freigabe, sobald ein Schlüssel da ist',
    agree:
      'Ich habe bei den Empfängern mit „!“ am Telefon nachgefragt: Der Wechsel ist gewollt, und die Wörter stimmen.',
    agreeFirst: 'Fragen Sie erst nach und bestätigen Sie das.',
  },
  busy: {
    preparing: 'Schlüssel und Kontakte werden geprüft …',
    sealing: 'Die Sendung wird verschlüsselt …',
    sealingCodes: (count: number) =>
      count === 1
        ? 'Die Sendung wird verschlüsselt. Der Zugangscode dauert absichtlich einige Sekunden.'
        : `Die Sendung wird verschlüsselt. ${count} Zugangscodes dauern absichtlich einige Sekunden je Code.`,
    opening: 'Wird entschlüsselt …',
    releasing: 'Die Freigabe wird verschlüsselt …',
  },
  codes: {
    title: 'Zugangscodes',
    text: 'Diese Codes gibt es nur jetzt und nur hier. Drucken Sie sie oder schreiben Sie sie ab.',
    handOver: 'Geben Sie jeden Code am Telefon oder per Brief weiter, nie per E-Mail.',
    codeOf: (address: string) => `Code für ${address}`,
    print: 'Drucken',
    putAside: 'Codes sind notiert',
    putAsideTitle: 'Codes ausblenden?',
    putAsideText: 'Danach kann niemand sie mehr anzeigen, auch wir nicht.',
    gone: 'Die Codes sind ausgeblendet.',
    delivery: 'Sendung vom',
  },
  releases: {
    title: 'Freigaben',
    intro:
      'Diese Empfänger hatten beim Senden keinen Schlüssel. Sobald sie einen haben, geben Sie die Sendung hier frei.',
    none: 'Zurzeit wartet niemand auf eine Freigabe.',
    link: (count: number, ready: number) =>
      `${count === 1 ? '1 Empfänger wartet' : `${count} Empfänger warten`} auf Ihre Freigabe${ready > 0 ? `, ${ready} ${ready === 1 ? 'ist' : 'sind'} bereit` : ''}`,
    compare:
      'Rufen Sie an und vergleichen Sie die neun Wörter: Nur wenn beim Empfänger dieselben stehen, ist es wirklich sein Schlüssel. Die Wörter sind immer deutsch.',
    waiting: 'Hat noch keinen Schlüssel',
    enrolled: (date: string) => `Schlüssel seit ${date}`,
    choose: (address: string) => `${address} freigeben`,
    deliveryOf: (address: string) => `Zur Sendung an ${address}`,
    verdicts: {
      known: 'Schlüssel wie beim letzten Mal',
      new: 'Neuer Schlüssel',
      changed: 'Anderer Schlüssel als beim letzten Mal! Geben Sie nur frei, wenn der Empfänger den Wechsel bestätigt.',
    },
    submit: (count: number) =>
      count === 0 ? 'Freigeben …' : count === 1 ? '1 Sendung freigeben …' : `${count} Sendungen freigeben …`,
    nothing: 'Wählen Sie aus, wem Sie freigeben.',
    dialogTitle: 'Freigeben?',
    agree: 'Ich habe die neun Wörter verglichen.',
    agreeFirst: 'Vergleichen Sie erst die Wörter und bestätigen Sie das.',
    now: 'Jetzt freigeben',
    done: (count: number) =>
      count === 1
        ? 'Freigegeben. Der Empfänger bekommt den Link noch einmal.'
        : `${count} Sendungen freigegeben. Die Empfänger bekommen den Link noch einmal.`,
    failedOf: (address: string) => `Nicht freigegeben: ${address}`,
    back: 'Alle Sendungen',
  },
  own: {
    locked: 'Dateinamen sind verschlüsselt. Entsperren Sie Ihren Schlüssel, um sie zu sehen.',
    lockedAll: 'Betreff, Nachricht und Dateinamen sind verschlüsselt. Entsperren Sie Ihren Schlüssel, um sie zu sehen.',
    open: 'Entschlüsseln',
    encrypted: 'Verschlüsselt',
    encryptedFile: (number: number) => `Verschlüsselte Datei ${number}`,
    reader: {
      key: 'Öffnet mit dem eigenen Schlüssel',
      code: 'Öffnet mit dem Zugangscode',
      pending: 'Wartet auf Ihre Freigabe',
    },
    refused: (date: string) =>
      `Am ${date} ließ sich die Sendung beim Empfänger nicht öffnen, weil die Prüfung etwas beanstandet hat. Rufen Sie an und senden Sie sie neu.`,
    toReleases: 'Zu den Freigaben',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export type SealingTexts = Widened<typeof de>;
