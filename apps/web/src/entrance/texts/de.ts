/** German words of the pages on which people submit documents. */
export const de = {
  title: 'Unterlagen einreichen',
  asks: 'Wer bittet darum',
  from: (owner: string, organisation: string) => `${owner}, ${organisation}`,
  reference: 'Aktenzeichen',
  until: 'Einreichen bis',
  zone: (zone: string) => `Uhrzeit in der Zone ${zone}`,
  protection: 'Schutz',
  levels: {
    1: 'Verschlüsselt übertragen und gespeichert. Jeder, der den Link hat, kann hier einreichen; abrufen kann es nur die angegebene Person.',
    2: 'Verschlüsselt übertragen und gespeichert. Sie bestätigen Ihre E-Mail-Adresse mit einem Code; abrufen kann es nur die angegebene Person.',
    3: 'Die Dateien werden auf Ihrem Gerät verschlüsselt. Öffnen kann sie nur, wer oben genannt ist.',
    4: 'Dateien und Nachricht werden auf Ihrem Gerät verschlüsselt. Öffnen kann sie nur, wer oben genannt ist.',
  },
  limits: 'Umfang',
  limitsText: (total: string, count: number) => `Zusammen höchstens ${total} und ${count} Dateien.`,
  instructions: 'Hinweise',
  wanted: 'Das wird gebraucht',

  gone: {
    title: 'Diesen Upload-Link gibt es nicht (mehr)',
    text: 'Der Link ist unvollständig, oder er gilt nicht mehr.',
    next: [
      'Prüfen Sie, ob der Link vollständig ist. Manche Mailprogramme brechen lange Links um.',
      'Haben Sie ihn abgetippt? Achten Sie auf Groß- und Kleinschreibung.',
      'Sonst bitten Sie die Stelle, von der Sie ihn haben, um einen neuen Link.',
    ],
  },
  submissionGone: {
    title: 'Diese Einreichung gibt es nicht (mehr)',
    text: 'Der Link ist unvollständig, oder die Zeit ist um, in der die Einreichung aufbewahrt wird.',
    next: [
      'Prüfen Sie, ob der Link vollständig ist. Manche Mailprogramme brechen lange Links um.',
      'Was noch nicht gesendet war, wird nach einer Woche gelöscht. Beginnen Sie dann mit dem Upload-Link von vorn.',
      'Bei Fragen wenden Sie sich an die Stelle, die Sie um die Unterlagen gebeten hat.',
    ],
  },
  states: {
    closed: {
      title: 'Hier kann nichts mehr eingereicht werden',
      text: 'Der Upload-Link wurde geschlossen.',
      next: (owner: string, organisation: string) =>
        `Wenn Sie noch etwas einreichen möchten, fragen Sie bei ${owner} (${organisation}) nach.`,
    },
    deadline_passed: {
      title: 'Die Frist ist abgelaufen',
      text: 'Über diesen Link kann nichts mehr eingereicht werden.',
      next: (owner: string, organisation: string) =>
        `Fragen Sie bei ${owner} (${organisation}) nach, ob die Frist verlängert werden kann. Dann gilt dieser Link wieder.`,
    },
    full: {
      title: 'Es wird nichts mehr angenommen',
      text: 'Über diesen Link sind schon so viele Einreichungen gekommen wie vorgesehen.',
      next: (owner: string, organisation: string) =>
        `Fragen Sie bei ${owner} (${organisation}) nach, wie Sie Ihre Unterlagen abgeben können.`,
    },
  },
  notSent: 'Was Sie auf diesem Gerät begonnen haben, wurde nicht gesendet.',
  grace:
    'Die Frist ist abgelaufen. Was Sie vorher begonnen haben, können Sie noch kurze Zeit senden. Senden Sie jetzt.',

  pin: {
    intro:
      'Dieser Upload-Link ist mit einer PIN geschützt. Sie haben sie zusammen mit dem Link oder getrennt davon erhalten, zum Beispiel im Brief.',
    label: 'PIN',
    hint: '4 bis 12 Ziffern',
    enter: 'Geben Sie die PIN ein: 4 bis 12 Ziffern.',
    submit: 'Weiter',
    again: 'Geben Sie die PIN bitte noch einmal ein. Sie gilt einen Tag lang.',
  },
  address: {
    title: 'E-Mail-Adresse bestätigen',
    intro:
      'Bevor Sie Dateien auswählen, bestätigen Sie Ihre E-Mail-Adresse. Wir schicken Ihnen einen Code. Ein Konto entsteht dabei nicht. Die Stelle sieht Ihre Adresse.',
    ask: 'Code per E-Mail erhalten',
    sent: (email: string) =>
      `Wir haben eine E-Mail an ${email} geschickt. Geben Sie den achtstelligen Code daraus ein. Lassen Sie diese Seite dafür geöffnet.`,
    code: 'Code (8 Ziffern)',
    until: (time: string) => `Der Code gilt bis ${time}.`,
    enter: 'Geben Sie die acht Ziffern aus der E-Mail ein.',
    confirm: 'Bestätigen',
    missing: 'Keine E-Mail erhalten? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse.',
    resend: 'Neuen Code schicken',
    resent: 'Ein neuer Code ist unterwegs. Nehmen Sie den aus der neuesten E-Mail.',
    other: 'Andere Adresse verwenden',
    confirmed: (email: string) => `Bestätigte Adresse: ${email}`,
  },

  documents: 'Unterlagen',
  freely: 'Ihre Dateien',
  required: 'erforderlich',
  optional: 'freiwillig',
  accepted: (kinds: string) => `Möglich: ${kinds}`,
  kinds: {
    pdf: 'PDF',
    image: 'Bild oder Foto',
    office: 'Office-Dokument',
    text: 'Textdatei',
    any: 'alle üblichen Formate',
  },
  otherFiles: 'Weitere Dateien',
  otherFilesHint: 'Alles, was Sie außerdem mitschicken möchten.',
  choose: 'Dateien auswählen',
  chooseFor: (name: string) => `Dateien auswählen: ${name}`,
  progressOf: (name: string) => `Fortschritt: ${name}`,
  progressOfAll: 'Fortschritt insgesamt',
  preparing: 'Wird vorbereitet …',
  nothingYet: 'Noch keine Datei',
  total: (stored: number, count: number) =>
    count === 1 ? `${stored} von 1 Datei hochgeladen` : `${stored} von ${count} Dateien hochgeladen`,
  uploadedNotSent: 'Hochgeladen ist noch nicht gesendet: Drücken Sie zum Schluss auf „Absenden“.',

  continued: 'Sie machen weiter, wo Sie auf diesem Gerät aufgehört haben.',
  continuedHint: 'Ist das nicht von Ihnen? Dann verwerfen Sie es und beginnen Sie neu.',
  discard: 'Verwerfen und neu beginnen',
  discardTitle: 'Alles verwerfen?',
  discardText:
    'Was hier hochgeladen, aber noch nicht gesendet wurde, wird gelöscht. Das lässt sich nicht rückgängig machen.',
  discardNow: 'Verwerfen',
  discardSupplement: 'Nachreichung verwerfen',
  discarded: 'Das Begonnene ist verworfen. Sie können neu beginnen.',
  discardedElsewhere:
    'Was Sie begonnen hatten, wurde verworfen, zum Beispiel in einem anderen Tab. Sie können neu beginnen.',
  chooseAgain: 'Diese Dateien müssen Sie noch einmal auswählen, dann geht es dort weiter, wo es aufgehört hat:',

  sealed: {
    looking: 'Der Schlüssel wird geprüft …',
    again: 'Noch einmal prüfen',
    faults: {
      noFingerprint: {
        title: 'Der Link ist nicht vollständig',
        text: 'Diese Unterlagen werden auf Ihrem Gerät verschlüsselt. Dafür fehlt ein Teil des Links: der Teil nach dem Zeichen #.',
        next: (owner: string, organisation: string) =>
          `Öffnen Sie den vollständigen Link aus der E-Mail oder dem Brief. Wenn das nicht hilft, fragen Sie bei ${owner} (${organisation}) nach.`,
      },
      noKey: {
        title: 'Gerade kann nichts eingereicht werden',
        text: 'Die Stelle hat im Moment keinen gültigen Schlüssel, für den Ihre Unterlagen verschlüsselt werden könnten.',
        next: (owner: string, organisation: string) =>
          `Sagen Sie ${owner} (${organisation}) Bescheid. Danach gilt dieser Link wieder oder Sie bekommen einen neuen.`,
      },
      otherKey: {
        title: 'Hier stimmt etwas nicht: Bitte nichts einreichen',
        text: 'Der Server nennt einen anderen Schlüssel als der Link. Ihre Unterlagen könnten in falsche Hände geraten, deshalb wird nichts angenommen.',
        next: (owner: string, organisation: string) =>
          `Rufen Sie bei ${owner} (${organisation}) an, und zwar unter einer Nummer, die Sie schon kennen. Lassen Sie sich einen neuen Link geben.`,
      },
      lowered: {
        title: 'Hier stimmt etwas nicht: Bitte nichts einreichen',
        text: 'Zu diesem Link gehört, dass Ihre Unterlagen auf Ihrem Gerät verschlüsselt werden. Der Server sagt jetzt etwas anderes, deshalb wird nichts angenommen.',
        next: (owner: string, organisation: string) =>
          `Rufen Sie bei ${owner} (${organisation}) an, und zwar unter einer Nummer, die Sie schon kennen. Lassen Sie sich einen neuen Link geben.`,
      },
      failed: {
        title: 'Die Verschlüsselung konnte nicht starten',
        text: 'Ein Teil dieser Seite ließ sich nicht laden. Ihre Unterlagen sind nicht gesendet.',
        next: (_owner: string, _organisation: string) =>
          'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal, am besten mit einem aktuellen Browser.',
      },
    },
    file: (number: number) => `Datei ${number} (verschlüsselt)`,
    message: 'Nachricht',
    messageHint: 'Wird mit den Dateien verschlüsselt. Nur die angegebene Person kann sie lesen.',
    proof: 'Nachweis über den Inhalt',
    proofText:
      'Die Quittung kann nicht sagen, was in Ihren Dateien steht: Die Plattform kann sie nicht öffnen. Mit der Nachweisdatei und Ihren Dateien können Sie das später selbst belegen. Speichern Sie sie jetzt; sobald Sie diesen Tab schließen, ist das nicht mehr möglich.',
    saveProof: 'Nachweisdatei speichern',
    proofName: (id: string) => `Nachweis ${id}.json`,
  },

  supplement: {
    title: 'Unterlagen nachreichen',
    text: 'Was Sie schon gesendet haben, bleibt bestehen. Fügen Sie hier hinzu, was fehlt oder ersetzt werden soll.',
    earlier: 'Schon gesendet:',
    replace: 'Diese Unterlage wurde zurückgewiesen. Bitte reichen Sie sie neu ein.',
    back: 'Zurück zur Einreichung',
  },

  sending: 'Absenden',
  email: 'E-Mail-Adresse für die Empfangsbestätigung',
  emailHint:
    'Auch für Rückfragen. Die Stelle sieht sie. Ohne Adresse bekommen Sie Ihre Bestätigung nur auf dem Bildschirm.',
  emailKnown: (email: string) => `Die Empfangsbestätigung geht an ${email}.`,
  send: 'Absenden …',
  errors: {
    empty: 'Es ist noch keine Datei dabei. Wählen Sie mindestens eine aus.',
    stuck: (name: string) =>
      `„${name}“ ist nicht vollständig hochgeladen. Setzen Sie das fort oder entfernen Sie die Datei.`,
  },
  confirm: {
    title: 'Jetzt absenden?',
    titleMissing: 'Es fehlen noch Unterlagen',
    facts: (count: number, size: string, to: string) =>
      `${count === 1 ? '1 Datei' : `${count} Dateien`} (${size}) ${count === 1 ? 'geht' : 'gehen'} an ${to}. Danach können Sie nichts mehr herausnehmen, aber etwas nachreichen, solange die Frist läuft.`,
    missing: 'Diese erforderlichen Unterlagen fehlen:',
    send: 'Jetzt absenden',
    sendWithout: 'Ohne diese Unterlagen senden',
    back: 'Zurück zur Liste',
  },
  waiting: 'Ihre Unterlagen gehen ab, sobald alle Dateien hochgeladen sind. Lassen Sie diese Seite so lange geöffnet.',
  waitingHeld: 'Noch nicht gesendet: Eine Datei braucht Ihre Hilfe.',
  waitingBack: 'Doch noch nicht senden',
  sendingNow: 'Wird gesendet …',
  notGone: 'Nichts ist verloren: Ihre Dateien sind noch da. Versuchen Sie es noch einmal.',

  sent: {
    title: 'Ihre Einreichung',
    just: 'Ihre Unterlagen sind angekommen. Bewahren Sie diese Seite als Nachweis auf.',
    receiver: 'Eingereicht bei',
    subject: 'Anliegen',
    kept: 'Aufbewahrt bis',
    standing: 'Stand der Unterlagen',
    states: {
      missing: 'fehlt',
      received: 'eingegangen',
      accepted: 'angenommen',
      rejected: 'zurückgewiesen',
    },
    missingOptional: 'nicht eingereicht',
    reason: (reason: string) => `Grund: ${reason}`,
    pickedUp: (date: string) => `Abgeholt am ${date}`,
    notPickedUp: 'Noch nicht abgeholt',
    rejectedNotice: 'Mindestens eine Unterlage wurde zurückgewiesen. Bitte reichen Sie sie neu ein.',
    add: 'Unterlagen nachreichen oder ersetzen',
    addUntil: (date: string) => `Das ist möglich bis ${date}.`,
    addEnded: 'Nachreichen ist über diesen Link nicht mehr möglich. Wenden Sie sich an die Stelle.',
    link: 'Link zu dieser Seite',
    linkHint:
      'Damit sehen Sie später, was aus Ihren Unterlagen wird. Geben Sie ihn nicht weiter: Wer ihn hat, sieht diese Seite auch.',
    print: 'Drucken',
  },
  receipt: {
    download: 'Quittung als PDF herunterladen',
    title: 'Empfangsbestätigung',
    titleAdded: (number: number) => `Empfangsbestätigung ${number}: Nachreichung`,
    at: 'Eingegangen',
    organisation: 'Stelle',
    reference: 'Aktenzeichen',
    files: 'Dateien',
    file: 'Datei',
    size: 'Größe',
    total: (count: number, size: string) => (count === 1 ? `1 Datei, ${size}` : `${count} Dateien, zusammen ${size}`),
    email: 'Bestätigung an',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type EntranceTexts = Widened<typeof de>;
