/** German words of the key log. */
export const de = {
  title: 'Schlüsselprotokoll',
  text: 'Jeder neue, erneuerte oder widerrufene Schlüssel steht in einem Protokoll, das nur wachsen kann. Ihr Browser prüft vor dem Senden und beim Öffnen, ob es noch dasselbe ist. Hier prüfen Sie es ganz: ob es lückenlos ist, und ob nichts in Ihrem Namen darin steht, von dem Sie nichts wissen.',
  check: 'Protokoll prüfen',
  stop: 'Abbrechen',
  reading: (entries: string) => `Das Protokoll wird gelesen … ${entries} Einträge`,
  lockedHint: 'Wenn Sie vorher Ihren Schlüssel entsperren, werden auch Ihre Kontakte geprüft.',
  whole: (entries: string) => `Das Protokoll ist lückenlos: ${entries} Einträge.`,
  withContacts: (count: number) =>
    count === 1 ? 'Der Schlüssel Ihres Kontakts steht darin.' : `Die Schlüssel Ihrer ${count} Kontakte stehen darin.`,
  ownTitle: 'In Ihrem Namen',
  events: { added: 'Eingetragen', replaced: 'Durch einen neuen ersetzt', revoked: 'Widerrufen' },
  unknown: 'Diesen Schlüssel haben Sie nicht!',
  missing: (fingerprint: string) => `Ihr Schlüssel ${fingerprint} steht nicht so im Protokoll, wie er sollte.`,
  strange: (address: string) => `Der gemerkte Schlüssel von ${address} steht nicht so im Protokoll, wie er sollte.`,
  ended: (address: string) => `${address} hat inzwischen einen anderen oder keinen Schlüssel.`,
  wrongTitle: 'Das Schlüsselprotokoll stimmt nicht',
  wrong: {
    broken: (seq: number) => `Es ist keine lückenlose Kette: Eintrag ${seq} passt nicht zu denen davor.`,
    rewritten: (seq: number) =>
      `Es ist nicht mehr das, das dieser Browser schon bis Eintrag ${seq} gelesen hat. Jemand hat es nachträglich geändert, oder der Betreiber hat eine ältere Sicherung eingespielt.`,
    missing: (address: string) => `Der Schlüssel, den der Server für ${address} ausgibt, steht nicht darin.`,
    superseded: (address: string) =>
      `Darin steht, dass der Schlüssel, den der Server für ${address} ausgibt, nicht mehr gilt.`,
  },
  beforeSending:
    'Vielleicht gibt der Server falsche Schlüssel aus. Senden Sie nur, wenn Sie die neun Wörter mit jeder Person vergleichen, am Telefon oder mit QR-Code, und fragen Sie den Betreiber.',
  whenOpened:
    'Vielleicht gibt der Server falsche Schlüssel aus. Lassen Sie sich die neun Wörter vom Absender vorlesen, bevor Sie sich auf den Inhalt verlassen, und fragen Sie den Betreiber.',
  onPage:
    'Vertrauen Sie keinem neuen Schlüssel, bis das geklärt ist. Fragen Sie den Betreiber auf einem Weg, den Sie schon kennen.',
  agree: 'Ich habe die neun Wörter mit allen Empfängern verglichen.',
  unchecked: 'Das Schlüsselprotokoll konnte gerade nicht geprüft werden.',
  accept: 'Ab jetzt dieses Protokoll annehmen …',
  acceptTitle: 'Dieses Protokoll annehmen?',
  acceptText:
    'Tun Sie das nur, wenn der Betreiber erklärt hat, warum es ein anderes ist. Danach wird vor dieser Änderung nicht mehr gewarnt.',
  acceptNow: 'Annehmen',
  accepted: 'Von jetzt an gilt dieses Protokoll.',
};

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type KeyLogTexts = Widened<typeof de>;
