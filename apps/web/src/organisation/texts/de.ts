/** German words of what administrators set for their organisation. */
export const de = {
  title: 'Eingereichte Dateien',
  intro:
    'Programme und Skripte werden nie angenommen, auch nicht unter anderem Namen. Was sonst gefährlich sein kann, nehmen Sie nur an, wenn Sie es hier erlauben. Es gilt für alle Upload-Links Ihrer Organisation, ab sofort. Auf den Stufen 3 und 4 prüft nur der Browser der Einsendenden.',
  allow: {
    allowMacros: {
      name: 'Office-Dateien mit Makros',
      text: 'Makros sind kleine Programme. Über sie kommt Schadsoftware am häufigsten.',
    },
    allowActivePdf: { name: 'PDF mit Skripten', text: 'Formulare, die rechnen, haben welche.' },
    allowEncrypted: {
      name: 'Dateien mit Passwort',
      text: 'Niemand kann vor dem Öffnen hineinsehen, auch kein Virenscanner.',
    },
    allowUnchecked: { name: 'Nicht geprüfte Archive', text: 'Zum Beispiel RAR und 7z, und Archive in Archiven.' },
  },
  save: 'Speichern',
  saved: 'Gespeichert. Es gilt ab sofort.',
  changes: 'Änderungen',
  change: (at: string, by: string) => `${at}, ${by}`,
  nobody: 'Konto gelöscht',
  allowed: (what: string) => `erlaubt: ${what}`,
  forbidden: (what: string) => `nicht mehr erlaubt: ${what}`,
  noChanges: 'Noch hat niemand etwas geändert.',
};

export type OrganisationTexts = typeof de;
