import type { Catalogue } from './catalogue.ts';

const access = {
  1: 'Sie brauchen kein Konto. Geben Sie den Link nicht weiter: Wer ihn hat, kann alles abrufen.',
  2: 'Nur Sie können die Sendung öffnen. Dazu melden Sie sich mit Ihrer E-Mail-Adresse an, an die diese Nachricht ging. Das Konto ist kostenlos; ein Passwort brauchen Sie nicht.',
} as const;

const bounce = {
  rejected:
    'Der Mailserver der Gegenseite hat die Nachricht endgültig abgelehnt. Oft ist die Adresse falsch geschrieben.',
  'no-tls': 'Zum Mailserver der Gegenseite kam keine sichere Verbindung zustande. Ungesichert verschicken wir nichts.',
  unreachable: 'Der Mailserver der Gegenseite hat die Nachricht trotz mehrerer Versuche nicht angenommen.',
} as const;

const who = (displayName: string, organisation: string) =>
  displayName === '' ? organisation : `${displayName} (${organisation})`;

/** All mails of the platform in German. */
export const german: Catalogue = {
  mails: {
    'delivery-notice': ({ displayName, organisation, level, expiresAt, link }) => ({
      subject: `Nachricht von ${organisation}: Dateien für Sie liegen bereit`,
      blocks: [
        'Guten Tag,',
        `${who(displayName, organisation)} hat für Sie Dateien bereitgestellt. Sie können sie bis ${expiresAt} abrufen:`,
        link,
        access[level],
      ],
      because: `weil ${organisation} Ihre Adresse als Empfänger angegeben hat`,
    }),
    'delivery-reminder': ({ displayName, organisation, level, expiresAt, link }) => ({
      subject: `Erinnerung: Dateien von ${organisation} liegen für Sie bereit`,
      blocks: [
        'Guten Tag,',
        `${who(displayName, organisation)} hat für Sie Dateien bereitgestellt, die Sie noch nicht abgerufen haben. Nach dem ${expiresAt}, werden sie gelöscht. Bis dahin finden Sie sie hier:`,
        link,
        access[level],
      ],
      because: `weil ${organisation} Ihre Adresse als Empfänger angegeben hat`,
    }),
    'reply-notice': ({ author, expiresAt, link }) => ({
      subject: 'Sie haben eine Antwort auf Ihre Sendung erhalten',
      blocks: [
        'Guten Tag,',
        'diese Person hat auf eine Sendung von Ihnen geantwortet:',
        { alone: author },
        `Sie können die Antwort bis ${expiresAt} abrufen, wenn Sie angemeldet sind:`,
        link,
      ],
      because: 'weil Sie die Sendung verschickt haben, auf die geantwortet wurde',
    }),
    'reply-reminder': ({ author, expiresAt, link }) => ({
      subject: 'Erinnerung: Eine Antwort auf Ihre Sendung liegt bereit',
      blocks: [
        'Guten Tag,',
        'diese Person hat auf eine Sendung von Ihnen geantwortet, und Sie haben die Antwort noch nicht abgerufen:',
        { alone: author },
        `Nach dem ${expiresAt}, wird sie gelöscht. Bis dahin finden Sie sie hier:`,
        link,
      ],
      because: 'weil Sie die Sendung verschickt haben, auf die geantwortet wurde',
    }),
    'delivery-receipt': ({ recipient, fetchedAt, link }) => ({
      subject: 'Ihre Sendung wurde abgerufen',
      blocks: [
        'Guten Tag,',
        `Ihre Sendung wurde am ${fetchedAt}, abgerufen von:`,
        { alone: recipient },
        'Einzelheiten zu dieser Sendung:',
        link,
      ],
      because: 'weil Sie diese Sendung verschickt haben',
    }),
    'delivery-bounced': ({ recipient, reason, link }) => ({
      subject: 'Eine Benachrichtigung konnte nicht zugestellt werden',
      blocks: [
        'Guten Tag,',
        'diese Person weiß noch nichts von Ihrer Sendung, denn unsere Nachricht konnte nicht zugestellt werden:',
        { alone: recipient },
        bounce[reason],
        'Auf der Seite der Sendung sehen Sie, was Sie jetzt tun können:',
        link,
      ],
      because: 'weil Sie diese Sendung verschickt haben',
    }),
    'release-wanted': ({ recipient, link }) => ({
      subject: 'Eine Sendung wartet auf Ihre Freigabe',
      blocks: [
        'Guten Tag,',
        'diese Person hat jetzt einen Schlüssel und kann Ihre Sendung lesen, sobald Sie sie freigeben:',
        { alone: recipient },
        'Vergleichen Sie vorher den Fingerabdruck des Schlüssels, am besten am Telefon. Die Freigabe finden Sie hier:',
        link,
      ],
      because: 'weil Sie diese Sendung verschickt haben',
    }),
    'opening-refused': ({ recipient, link }) => ({
      subject: 'Eine Sendung wurde aus Vorsicht nicht geöffnet',
      blocks: [
        'Guten Tag,',
        'das Gerät dieser Person hat Ihre Sendung nicht geöffnet, weil eine Prüfung fehlgeschlagen ist:',
        { alone: recipient },
        'Das kann ein Fehler sein oder ein Angriff. Den Grund sehen Sie auf der Seite der Sendung:',
        link,
      ],
      because: 'weil Sie diese Sendung verschickt haben',
    }),
    'upload-link-notice': ({ displayName, organisation, deadlineAt, link }) => ({
      subject: `${organisation} bittet Sie um Unterlagen`,
      blocks: [
        'Guten Tag,',
        `${who(displayName, organisation)} bittet Sie um Unterlagen. Über diesen Link können Sie sie bis ${deadlineAt} sicher hochladen, auch vom Telefon aus:`,
        link,
        'Sie brauchen kein Konto und kein Programm. Welche Unterlagen gemeint sind, steht auf der Seite. Geben Sie den Link nicht weiter.',
      ],
      because: `weil ${organisation} Ihre Adresse angegeben hat`,
    }),
    'upload-link-reminder': ({ displayName, organisation, deadlineAt, link }) => ({
      subject: `Erinnerung: ${organisation} wartet auf Ihre Unterlagen`,
      blocks: [
        'Guten Tag,',
        `${who(displayName, organisation)} hat Sie um Unterlagen gebeten. Bisher ist nichts angekommen. Bis ${deadlineAt} können Sie sie hier hochladen:`,
        link,
        'Haben Sie die Unterlagen schon auf anderem Weg abgegeben? Dann brauchen Sie nichts zu tun.',
      ],
      because: `weil ${organisation} Ihre Adresse angegeben hat`,
    }),
    'upload-link-bounced': ({ recipient, reason, link }) => ({
      subject: 'Ein Upload-Link konnte nicht zugestellt werden',
      blocks: [
        'Guten Tag,',
        'diese Person hat Ihren Upload-Link nicht erhalten:',
        { alone: recipient },
        bounce[reason],
        'Auf der Seite des Upload-Links finden Sie ihn zum Kopieren und als Brief:',
        link,
      ],
      because: 'weil Sie diesen Upload-Link verschickt haben',
    }),
    'submission-code': ({ organisation, link, code, validMinutes }) => ({
      subject: `Ihr Code für Unterlagen an ${organisation}`,
      blocks: [
        'Guten Tag,',
        `mit diesem Code bestätigen Sie Ihre Adresse, um Unterlagen an ${organisation} zu schicken:`,
        code,
        'Die Seite, auf der Sie ihn eingeben:',
        link,
        `Der Code gilt ${validMinutes} Minuten und nur einmal. Geben Sie ihn niemandem weiter, auch nicht am Telefon.`,
        'Sie wollten nichts schicken? Dann brauchen Sie nichts zu tun.',
      ],
      because: 'weil jemand mit Ihrer Adresse Unterlagen schicken möchte',
    }),
    'submission-arrived': ({ arrivedAt, link }) => ({
      subject: 'Über Ihren Upload-Link sind Unterlagen eingegangen',
      blocks: [
        'Guten Tag,',
        `am ${arrivedAt}, sind über einen Ihrer Upload-Links Unterlagen eingegangen. Sie finden sie hier, wenn Sie angemeldet sind:`,
        link,
      ],
      because: 'weil Ihnen dieser Upload-Link gehört',
    }),
    'submission-receipt': ({ organisation, arrivedAt, link }) => ({
      subject: `Ihre Unterlagen sind bei ${organisation} eingegangen`,
      blocks: [
        'Guten Tag,',
        `Ihre Unterlagen sind am ${arrivedAt}, bei ${organisation} eingegangen. Ihre Quittung und den Stand der Bearbeitung sehen Sie hier:`,
        link,
        'Geben Sie den Link nicht weiter: Wer ihn hat, sieht Ihre Quittung und kann Unterlagen nachreichen.',
      ],
      because: `weil mit Ihrer Adresse Unterlagen an ${organisation} geschickt wurden`,
    }),
    'submission-picked-up': ({ organisation, fetchedAt, link }) => ({
      subject: `${organisation} hat Ihre Unterlagen abgeholt`,
      blocks: [
        'Guten Tag,',
        `${organisation} hat Ihre Unterlagen am ${fetchedAt}, abgeholt. Den Stand sehen Sie hier:`,
        link,
      ],
      because: `weil mit Ihrer Adresse Unterlagen an ${organisation} geschickt wurden`,
    }),
    'submission-rejected': ({ organisation, link }) => ({
      subject: `${organisation} braucht eine Unterlage noch einmal`,
      blocks: [
        'Guten Tag,',
        `${organisation} konnte eine Ihrer Unterlagen nicht annehmen. Welche es ist, warum, und was Sie jetzt tun können, lesen Sie hier:`,
        link,
      ],
      because: `weil mit Ihrer Adresse Unterlagen an ${organisation} geschickt wurden`,
    }),
    'sign-in': ({ link, code, validMinutes }, platform) => ({
      subject: `Ihre Anmeldung bei ${platform}`,
      blocks: [
        'Guten Tag,',
        'mit diesem Code melden Sie sich an:',
        code,
        'Oder öffnen Sie diesen Link in dem Browser, in dem Sie die Anmeldung begonnen haben:',
        link,
        `Code und Link gelten ${validMinutes} Minuten und nur einmal. Geben Sie den Code niemandem weiter, auch nicht am Telefon.`,
        'Sie wollten sich nicht anmelden? Dann brauchen Sie nichts zu tun.',
      ],
      because: 'weil jemand mit Ihrer Adresse eine Anmeldung begonnen hat',
    }),
    invitation: ({ organisation, invitedBy, expiresAt, link }, platform) => ({
      subject: `Einladung von ${organisation} zu ${platform}`,
      blocks: [
        'Guten Tag,',
        `${who(invitedBy, organisation)} hat Sie eingeladen, über ${platform} Dateien sicher zu verschicken. Unter diesem Link legen Sie Ihr Konto an:`,
        link,
        `Die Einladung gilt bis ${expiresAt}.`,
      ],
      because: `weil ${organisation} Sie eingeladen hat`,
    }),
    'password-changed': ({ changedAt, link }, platform) => ({
      subject: `Ihr Passwort bei ${platform} wurde geändert`,
      blocks: [
        'Guten Tag,',
        `das Passwort Ihres Kontos wurde am ${changedAt}, geändert. Alle anderen Anmeldungen und alle API-Schlüssel sind damit ungültig.`,
        'Waren Sie das nicht? Dann vergeben Sie hier gleich ein neues und sagen Sie Ihrer Administration Bescheid:',
        link,
      ],
      because: 'weil Sie hier ein Konto haben',
    }),
    'key-changed': ({ changedAt, link }, platform) => ({
      subject: `Ihr Schlüssel bei ${platform} wurde geändert`,
      blocks: [
        'Guten Tag,',
        `der Schlüssel Ihres Kontos wurde am ${changedAt}, eingerichtet, erneuert oder widerrufen. Was geschehen ist, sehen Sie hier:`,
        link,
        'Waren Sie das nicht? Dann widerrufen Sie den Schlüssel dort, vergeben Sie ein neues Passwort und sagen Sie denen Bescheid, die Ihnen verschlüsselt schreiben.',
      ],
      because: 'weil Sie hier ein Konto haben',
    }),
  },
  footer: (platform, because) => [
    `Diese Nachricht hat ${platform} automatisch verschickt, ${because}. Antworten liest niemand.`,
  ],
};
