import type { KeyringErrorDetails } from '@umschlag/keyring/light';

/** German words of everything about keys, apart from the catalogue that every page loads. */
export const de = {
  title: 'SecuPass-Schlüssel',
  intro:
    'Mit Ihrem SecuPass-Schlüssel können nur Sie lesen, was Ihnen Ende-zu-Ende-verschlüsselt gesendet wird. Auch wir können es nicht.',
  back: 'Zum Konto',
  backToWork: 'Zurück zu Ihrem Entwurf',
  busyPassphrase:
    'Die Passphrase wird geprüft. Das dauert absichtlich einige Sekunden, damit niemand sie erraten kann.',
  busyKey: 'Der Schlüssel wird mit der Passphrase verschlossen. Das dauert absichtlich einige Sekunden.',
  busy: 'Einen Moment bitte …',
  enrol: {
    title: 'Schlüssel einrichten',
    text: 'Der Schlüssel entsteht in diesem Browser. Sie verschließen ihn mit einer Passphrase, die uns nie erreicht. Nehmen Sie nicht Ihr Anmeldepasswort.',
    lossTitle: 'Wichtig, bevor Sie beginnen',
    loss: 'Vergessen Sie die Passphrase und haben Sie keinen zweiten Zugang, ist alles verloren, was für diesen Schlüssel verschlüsselt wurde. Niemand kann es wiederherstellen, auch wir nicht. Im nächsten Schritt legen Sie deshalb einen zweiten Zugang an.',
    understood: 'Das habe ich verstanden',
    understoodEnter: 'Bestätigen Sie, dass Sie den Hinweis gelesen haben.',
    source: 'Welcher Schlüssel?',
    sources: { new: 'Neuen Schlüssel anlegen', file: 'Vorhandenen OpenPGP-Schlüssel übernehmen' },
    sourceHints: { new: 'Für fast alle richtig', file: 'Für alle, die schon GnuPG oder Ähnliches nutzen' },
    file: 'Datei mit dem geheimen Schlüssel',
    fileHint: 'Als Text exportiert (.asc). Er muss Ihre E-Mail-Adresse enthalten.',
    fileEnter: 'Wählen Sie die Datei mit dem geheimen Schlüssel.',
    filePassphrase: 'Bisherige Passphrase der Datei',
    submit: 'Schlüssel einrichten',
    oldPrograms:
      'Ihr Schlüssel ist übernommen. Ihre anderen Programme können aber nicht öffnen, was hier für ihn verschlüsselt wird; hier öffnet es sich.',
    done: 'Ihr Schlüssel ist eingerichtet.',
  },
  passphrase: {
    label: 'Passphrase',
    hint: 'Mindestens 12 Zeichen. Gut sind sechs zufällige Wörter. Sie brauchen sie öfter, und nur Sie kennen sie.',
    repeat: 'Passphrase wiederholen',
    strengthLabel: 'Stärke:',
    strength: { weak: 'Zu kurz oder zu leicht zu erraten', fair: 'Brauchbar', good: 'Gut' },
    weak: 'Die Passphrase ist zu kurz oder zu leicht zu erraten. Nehmen Sie den Vorschlag oder mehrere zufällige Wörter.',
    different: 'Die beiden Passphrasen sind verschieden.',
    suggest: 'Passphrase vorschlagen',
    suggested: (passphrase: string) => `Vorschlag, schon eingetragen: ${passphrase}`,
    suggestedHint: 'Schreiben Sie ihn auf und bewahren Sie ihn sicher auf, bis Sie ihn auswendig können.',
  },
  proof: {
    label: 'Ihr Anmeldepasswort',
    hint: 'Damit niemand an einem offenen Rechner Ihren Schlüssel ändert. Haben Sie sich in den letzten 10 Minuten angemeldet, dürfen Sie das Feld leer lassen.',
    none: 'Das geht nur in den ersten 10 Minuten nach einer Anmeldung. Liegt sie länger zurück, melden Sie sich ab und mit einem Code neu an.',
    refused:
      'Das Anmeldepasswort stimmt nicht, oder Ihre Anmeldung liegt zu lange zurück. Prüfen Sie das Passwort, oder melden Sie sich ab und neu an.',
  },
  state: {
    unlocked: 'Entsperrt. Nach 15 Minuten ohne Eingabe, beim Abmelden und beim Schließen wird der Schlüssel gesperrt.',
    locked: 'Gesperrt',
    lock: 'Jetzt sperren',
    unlock: 'Entsperren …',
    unlockedNow: 'Der Schlüssel ist entsperrt.',
  },
  unlock: {
    title: 'SecuPass-Schlüssel entsperren',
    text: 'Das geschieht in diesem Browser; wir erfahren nichts davon.',
    with: 'Womit?',
    kinds: { passphrase: 'Passphrase', 'recovery-code': 'Code vom Wiederherstellungsblatt', passkey: 'Passkey' },
    passphraseEnter: 'Geben Sie die Passphrase ein.',
    code: 'Wiederherstellungscode',
    codeHint: 'Sieben Gruppen mit je fünf Zeichen. Groß- und Kleinschreibung sind gleich.',
    codeEnter: 'Geben Sie den Code vom Wiederherstellungsblatt ein.',
    codeGroups: (groups: string) => `Vertippt in Gruppe ${groups}.`,
    passkeyHint: 'Ihr Gerät fragt gleich nach Fingerabdruck, Gesicht oder PIN.',
    passkeyNotHere: 'Passkeys gehen an dieser Adresse nicht.',
    submit: 'Entsperren',
    wait: (seconds: number) =>
      `Zu viele Fehlversuche. Nächster Versuch in ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}.`,
    noKey: 'Sie haben noch keinen SecuPass-Schlüssel.',
    setUp: 'Schlüssel einrichten',
  },
  facts: {
    title: 'Ihr Schlüssel',
    hint: 'Am Fingerabdruck erkennen andere, dass sie wirklich für Sie verschlüsseln. Vorlesen lassen sich die Wörter leichter; sie sind immer deutsch.',
    fingerprint: 'Fingerabdruck',
    words: 'In Wörtern',
    wordsLoading: 'Die Wörter werden berechnet …',
    created: 'Eingerichtet',
  },
  unlocks: {
    title: 'Zugänge',
    hint: 'Jeder Zugang öffnet Ihren Schlüssel allein. Haben Sie mehr als einen, ist eine vergessene Passphrase kein Unglück.',
    kinds: { passphrase: 'Passphrase', 'recovery-code': 'Wiederherstellungsblatt', passkey: 'Passkey' },
    created: (date: string) => `Angelegt am ${date}`,
    remove: 'Entfernen …',
    removeOf: (name: string, date: string) => `Zugang „${name}“ vom ${date} entfernen …`,
    last: 'Einziger Zugang',
    removeTitle: (name: string) => `Zugang „${name}“ entfernen?`,
    removeText: 'Er öffnet Ihren Schlüssel danach nicht mehr. Das lässt sich nicht rückgängig machen.',
    removeNow: 'Entfernen',
    removed: 'Der Zugang ist entfernt.',
    added: 'Der Zugang ist angelegt.',
    secondTitle: 'Es fehlt ein zweiter Zugang',
    second:
      'Zurzeit öffnet nur die Passphrase Ihren Schlüssel. Vergessen Sie sie, ist alles verloren, was für Sie verschlüsselt wurde. Legen Sie jetzt einen zweiten Zugang an.',
    addSheet: 'Wiederherstellungsblatt anlegen',
    addPasskey: 'Passkey anlegen',
    passkeyName: 'Name des Passkeys',
    passkeyNameHint: 'Zum Beispiel „Diensthandy“. Ein Passkey öffnet mit Fingerabdruck, Gesicht oder PIN.',
    passkeyNotHere: 'Passkeys gehen nur unter einem Domainnamen, nicht an dieser Adresse.',
  },
  sheet: {
    title: 'Wiederherstellungsblatt',
    text: 'Drucken Sie dieses Blatt oder schreiben Sie den Code ab. Er wird nur jetzt gezeigt und öffnet Ihren Schlüssel ohne Passphrase.',
    keep: 'Bewahren Sie das Blatt wie ein wichtiges Dokument auf, nicht am Rechner. Wer es hat und sich als Sie anmelden kann, liest alles.',
    use: (platform: string) => `Einlösen: bei ${platform} anmelden, Konto, SecuPass-Schlüssel, Entsperren.`,
    code: 'Code',
    owner: 'Für',
    made: 'Angelegt',
    print: 'Drucken',
    check: 'Zur Kontrolle: letzte Gruppe des Codes',
    checkHint: 'Lesen Sie sie vom Blatt ab. Erst dann gilt der Zugang.',
    checkWrong: 'Das ist nicht die letzte Gruppe. Lesen Sie noch einmal vom Blatt ab.',
    submit: 'Blatt ist sicher, Zugang anlegen',
  },
  change: {
    title: 'Passphrase ändern',
    hint: 'Die alte Passphrase öffnet danach nicht mehr. Ist der Schlüssel gesperrt, entsperren Sie ihn dabei; das geht auch mit einem anderen Zugang, wenn Sie die Passphrase vergessen haben.',
    label: 'Neue Passphrase',
    repeat: 'Neue Passphrase wiederholen',
    submit: 'Passphrase ändern',
    done: 'Die Passphrase ist geändert.',
    oldLeft:
      'Die neue Passphrase gilt, aber auch die alte noch. Tragen Sie das richtige Anmeldepasswort ein und versuchen Sie es erneut.',
    removeOld: 'Alte Passphrase entfernen',
  },
  export: {
    title: 'Exportieren',
    publicHint:
      'Den öffentlichen Schlüssel dürfen Sie weitergeben: Damit verschlüsseln andere für Sie, auch per E-Mail.',
    publicSave: 'Öffentlichen Schlüssel speichern',
    secretHint:
      'Der geheime Schlüssel für GnuPG oder Thunderbird. Die Datei lässt sich leichter knacken als Ihr Schlüssel hier: Nehmen Sie eine lange Passphrase und löschen Sie die Datei nach dem Einlesen.',
    label: 'Passphrase der Datei',
    repeat: 'Passphrase der Datei wiederholen',
    secretSave: 'Geheimen Schlüssel speichern',
    saved: 'Die Datei ist gespeichert.',
    fileNames: { public: 'SecuPass-oeffentlich', secret: 'SecuPass-geheim', revocation: 'SecuPass-Widerruf' },
  },
  rotate: {
    title: 'Schlüssel erneuern',
    hint: 'Für den Fall, dass jemand Ihre Passphrase kennen könnte. Sie bekommen einen neuen Schlüssel mit neuer Passphrase; der alte bürgt für ihn. Was für den alten verschlüsselt wurde, öffnen Sie mit dem neuen weiter. Alle bisherigen Zugänge enden.',
    submit: 'Schlüssel erneuern',
    done: 'Ihr Schlüssel ist erneuert. Legen Sie auch wieder einen zweiten Zugang an.',
  },
  revoke: {
    title: 'Schlüssel widerrufen',
    hint: 'Danach verschlüsselt niemand mehr für diesen Schlüssel. Was schon verschlüsselt wurde, öffnen Sie mit Ihren Zugängen weiter. Danach können Sie einen neuen einrichten.',
    fileHint: 'Für den Notfall: Mit dieser Datei widerrufen Sie den Schlüssel auch ohne Passphrase.',
    fileSave: 'Widerrufsdatei speichern',
    open: 'Widerrufen …',
    dialogTitle: 'Schlüssel widerrufen?',
    how: 'Wie?',
    ways: {
      retired: 'Ich nutze ihn nicht mehr',
      compromised: 'Jemand anderes könnte ihn haben',
      file: 'Mit einer Widerrufsdatei',
      lost: 'Ich habe keinen Zugang und keine Widerrufsdatei mehr',
    },
    lostText:
      'Der Schlüssel wird hier abgeschaltet. Ohne Zugang ist verloren, was für ihn verschlüsselt wurde. Andere können nicht prüfen, dass Sie das waren, und werden vor Ihrem nächsten Schlüssel gewarnt.',
    file: 'Widerrufsdatei',
    fileEnter: 'Wählen Sie die Widerrufsdatei.',
    submit: 'Endgültig widerrufen',
    done: 'Der Schlüssel ist widerrufen.',
  },
  former: {
    title: 'Frühere Schlüssel',
    replaced: (date: string) => `Erneuert am ${date}`,
    revoked: (date: string) => `Widerrufen am ${date}`,
    opens: 'Öffnet sich mit dem jetzigen Schlüssel',
    open: 'Entsperrt',
    unlock: 'Entsperren …',
    unlockOf: (fingerprint: string) => `Früheren Schlüssel ${fingerprint} entsperren …`,
  },
  problems: {
    wrong_secret: 'Das stimmt nicht. Prüfen Sie Ihre Eingabe, auch Feststelltaste und Tastatursprache.',
    unlock_damaged:
      'Dieser Zugang ist beschädigt. Ob Ihre Eingabe richtig war, lässt sich nicht sagen. Nehmen Sie einen anderen Zugang.',
    unlock_unsupported:
      'Diesen Zugang kennt diese Seite nicht. Laden Sie sie neu oder nehmen Sie einen anderen Zugang.',
    derivation_unavailable:
      'Dieses Gerät hat gerade zu wenig Speicher, um die Passphrase zu prüfen. Das sagt nichts über Ihre Eingabe. Schließen Sie andere Programme und versuchen Sie es erneut.',
    key_mismatch: 'Der Zugang gehört zu einem anderen Schlüssel. Laden Sie die Seite neu.',
    passphrase_too_short: 'Die Passphrase braucht mindestens 12 Zeichen.',
    recovery_code_invalid: (details: KeyringErrorDetails) =>
      details.groups?.length
        ? `Der Code ist vertippt, in Gruppe ${details.groups.map((group) => group + 1).join(', ')}.`
        : 'Der Code ist nicht vollständig: Er hat sieben Gruppen mit je fünf Zeichen.',
    key_malformed: 'Diese Datei enthält keinen lesbaren OpenPGP-Schlüssel. Exportieren Sie ihn als Text (.asc).',
    key_not_single: 'Diese Datei enthält nicht genau einen Schlüssel. Exportieren Sie nur den einen.',
    key_is_public: 'Das ist ein öffentlicher Schlüssel. Exportieren Sie den geheimen.',
    key_incomplete: 'In dieser Datei fehlen geheime Teile, zum Beispiel weil sie auf einer Chipkarte liegen.',
    key_address_mismatch: 'Dieser Schlüssel gehört nicht zu Ihrer E-Mail-Adresse.',
    key_unusable:
      'Dieser Schlüssel ist hier nicht verwendbar: abgelaufen, widerrufen, zu schwach oder nicht zum Verschlüsseln gedacht.',
    revocation_invalid: 'Diese Datei widerruft Ihren Schlüssel nicht. Nehmen Sie die zu diesem Schlüssel gespeicherte.',
    locked: 'Der Schlüssel ist gesperrt. Entsperren Sie ihn und versuchen Sie es erneut.',
    passkey_cancelled:
      'Der Passkey wurde nicht benutzt. Versuchen Sie es erneut, oder nehmen Sie einen anderen Zugang.',
    passkey_without_prf:
      'Dieser Passkey kann keinen Schlüssel öffnen. Nehmen Sie ein anderes Gerät oder ein Wiederherstellungsblatt.',
    passkey_exists: 'Auf diesem Gerät gibt es schon einen Passkey für Ihren Schlüssel.',
    passkey_failed: 'Der Passkey ließ sich hier nicht benutzen. Nehmen Sie einen anderen Zugang.',
    outdated:
      'Die Kontakte sind älter als die, die dieser Browser zuletzt gesehen hat. Fragen Sie den Betreiber; unter „Kontakte“ beginnen Sie notfalls neu.',
    contacts_closed:
      'Ihre Kontakte öffnet nur Ihr früherer Schlüssel. Entsperren Sie ihn auf der Schlüsselseite, oder beginnen Sie unter „Kontakte“ neu.',
    team_key_closed:
      'Der Schlüssel des Teams ist in diesem Browser noch nicht geöffnet. Rufen Sie die Seite des Teams auf: Dort steht, was zu tun ist.',
    other: 'Das hat nicht geklappt. Laden Sie die Seite neu und versuchen Sie es erneut.',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { [K in keyof T]: Widened<T[K]> };

export type KeyTexts = Widened<typeof de>;
