import type { ReceiptWords } from './receipt-words.ts';

export const de: ReceiptWords = {
  title: 'Quittung über eingereichte Unterlagen',
  received: (organisation) => `${organisation} hat die unten genannten Dateien erhalten.`,
  number: 'Nummer',
  reference: 'Aktenzeichen',
  at: 'Eingegangen am',
  level: 'Absender',
  levels: {
    1: 'Nicht geprüft: Wer den Link hatte, konnte einreichen.',
    2: 'Die E-Mail-Adresse wurde mit einem Code bestätigt.',
    3: 'Die E-Mail-Adresse wurde mit einem Code bestätigt. Die Dateien sind Ende-zu-Ende verschlüsselt.',
    4: 'Die E-Mail-Adresse wurde mit einem Code bestätigt. Dateien und Nachricht sind Ende-zu-Ende verschlüsselt.',
  },
  files: 'Dateien',
  octets: (count) => `${count} Byte`,
  digest: 'SHA-256',
  sealedFile: (number) => `Datei ${number}`,
  sealedDigest: 'SHA-256 der verschlüsselten Datei',
  commitment: 'Festlegung auf den Inhalt',
  checkTitle: 'So lässt sich diese Quittung prüfen',
  check: (address) => `Auf ${address}, mit der Nummer oder mit dieser Datei.`,
  code: 'Adresse zum Prüfen dieser Quittung',
  meaning: [
    'Die Plattform hat diese Angaben signiert. Die signierte Fassung liegt dieser Datei bei (receipt.jws), ebenso der öffentliche Schlüssel (receipt-key.jwk.json).',
    'Belegt ist, dass Dateien mit genau diesem Inhalt zu dieser Zeit eingegangen sind. Nicht belegt ist, wer sie geschickt hat und ob ihr Inhalt richtig ist.',
    'Die Nummer gehört Ihnen: Wer sie hat, kann prüfen, ob eine bestimmte Datei dabei war.',
  ],
  sealedMeaning: [
    'Die Plattform hat diese Angaben signiert. Die signierte Fassung liegt dieser Datei bei (receipt.jws), ebenso der öffentliche Schlüssel (receipt-key.jwk.json).',
    'Die Plattform kann diese Dateien nicht öffnen und kennt ihre Namen nicht. Belegt ist, dass verschlüsselte Dateien mit diesen Prüfsummen zu dieser Zeit eingegangen sind, zusammen mit der Festlegung auf ihren Inhalt.',
    'Was in einer Datei stand, belegt die Nachweisdatei, die Sie nach dem Senden gespeichert haben: Zusammen mit der Datei ergibt sie genau die Festlegung oben. Ohne sie verrät die Festlegung nichts.',
  ],
  attachment: 'Die signierte Fassung (JWS, RFC 7515)',
  keyAttachment: 'Der öffentliche Schlüssel (JWK, RFC 8037)',
};
