/** German words of the pages about teams. */
export const de = {
  list: {
    title: 'Teams',
    intro:
      'Ein Team hat gemeinsame Upload-Links. Was eingereicht wird, sehen alle Mitglieder, zum Beispiel bei Vertretung. Ein Team hat einen eigenen Schlüssel; den haben nur seine Mitglieder, nicht wir.',
    empty: 'Sie sind in keinem Team.',
    members: (count: number) => (count === 1 ? '1 Mitglied' : `${count} Mitglieder`),
    keyWaiting: 'Schlüssel fehlt Ihnen noch',
    rotationDue: 'Neuer Schlüssel nötig',
    newTitle: 'Neues Team',
    newHint: 'Sie werden das erste Mitglied und verwalten das Team.',
    make: 'Team anlegen',
  },
  name: 'Name des Teams',
  nameHint: 'Zum Beispiel das Sachgebiet. Wer einen Upload-Link des Teams bekommt, liest diesen Namen.',
  nameEnter: 'Geben Sie einen Namen ein.',
  roles: { manager: 'verwaltet', member: 'Mitglied' },
  back: 'Zu den Teams',
  key: {
    title: 'Schlüssel des Teams',
    opening: 'Der Schlüssel des Teams wird geöffnet …',
    none: 'Das Team hat noch keinen Schlüssel. Er entsteht, wenn ein Mitglied mit eigenem Schlüssel diese Seite öffnet und ihn entsperrt. Für die Stufen 1 und 2 brauchen Sie keinen.',
    waiting:
      'Ihnen fehlt noch der Schlüssel des Teams. Sie bekommen ihn, sobald ein Mitglied, das ihn hat, diese Seite öffnet. Was zu den Stufen 1 und 2 gehört, sehen Sie schon.',
    ownKeyFirst: 'Sie haben noch keinen eigenen Schlüssel. Ohne ihn kann Ihnen niemand den des Teams geben.',
    setUp: 'Eigenen Schlüssel einrichten',
    locked: 'Entsperren Sie Ihren Schlüssel, um den des Teams zu öffnen.',
    unlock: 'Entsperren …',
    open: 'Der Schlüssel des Teams ist geöffnet. Alle Mitglieder sehen dieselben neun Wörter.',
    unproven: 'Ist das der Schlüssel des Teams?',
    unprovenText: (giver: string) =>
      `Dieser Browser kennt den Schlüssel des Teams noch nicht. Sie haben ihn von ${giver} bekommen. Vergleichen Sie die neun Wörter am Telefon.`,
    unprovenNobody:
      'Dieser Browser kennt den Schlüssel des Teams noch nicht, und wer ihn Ihnen gegeben hat, ist nicht mehr festzustellen. Vergleichen Sie die neun Wörter mit einem anderen Mitglied am Telefon.',
    believe: 'Die neun Wörter sind dieselben',
    copyUnusable:
      'Was der Dienst als Schlüssel des Teams für Sie ausgibt, lässt sich nicht öffnen oder ist ein anderer. Bitten Sie jemanden, der das Team verwaltet, Sie zu entfernen und neu hinzuzufügen. Kommt es wieder vor, melden Sie es dem Betreiber.',
    notFollowing:
      'Der Schlüssel, den der Dienst für das Team ausgibt, folgt nicht aus dem, den dieser Browser kennt. Er wird nicht verwendet. Fragen Sie die anderen Mitglieder am Telefon, und melden Sie es dem Betreiber, wenn niemand den Schlüssel erneuert hat.',
  },
  due: {
    title: 'Das Team braucht einen neuen Schlüssel',
    text: 'Jemand hat das Team verlassen und kannte den Schlüssel. Mit einem neuen liest diese Person nichts, was danach kommt. Was bisher kam, lesen alle Mitglieder weiter.',
    renew: 'Neuen Schlüssel anlegen …',
    first: 'Entsperren Sie zuerst Ihren Schlüssel.',
  },
  rotate: {
    title: 'Neuen Schlüssel anlegen?',
    text: 'Diese Mitglieder bekommen ihn:',
    submit: 'Neuen Schlüssel anlegen',
    busy: 'Der neue Schlüssel entsteht …',
    done: 'Das Team hat einen neuen Schlüssel.',
  },
  waiting: {
    title: (count: number) =>
      count === 1 ? 'Ein Mitglied wartet auf den Schlüssel' : `${count} Mitglieder warten auf den Schlüssel`,
    text: 'Prüfen Sie, ob diese Personen zum Team gehören. Dann lesen sie alles, was an das Team kommt, auch Früheres.',
    give: 'Schlüssel geben …',
    dialog: 'Schlüssel des Teams geben?',
    submit: 'Schlüssel geben',
    busy: 'Der Schlüssel wird verschlüsselt …',
    done: 'Der Schlüssel ist übergeben.',
  },
  agree:
    'Ich habe bei den Mitgliedern mit „!“ am Telefon nachgefragt: Der Wechsel ist gewollt, und die Wörter stimmen.',
  agreeFirst: 'Fragen Sie erst nach und bestätigen Sie das.',
  members: {
    title: 'Mitglieder',
    you: 'Sie',
    copies: { current: 'hat den Schlüssel', waiting: 'wartet auf den Schlüssel', none: 'hat keinen eigenen Schlüssel' },
    makeManager: 'Verwaltung geben',
    makeManagerOf: (name: string) => `Verwaltung geben: ${name}`,
    makeMember: 'Verwaltung nehmen',
    makeMemberOf: (name: string) => `Verwaltung nehmen: ${name}`,
    nowManager: (name: string) => `${name} verwaltet das Team jetzt mit.`,
    nowMember: (name: string) => `${name} verwaltet das Team nicht mehr.`,
    remove: 'Entfernen …',
    removeOf: (name: string) => `Entfernen: ${name}`,
    removeTitle: (name: string) => `${name} aus dem Team entfernen?`,
    removeText: 'Die Person sieht ab sofort nichts mehr von dem, was dem Team gehört.',
    removeNow: 'Entfernen',
    removing: 'Die Person wird entfernt …',
    renews:
      'Zugleich bekommt das Team einen neuen Schlüssel, damit die Person auch mit dem alten nichts Neues liest. Diese Mitglieder bekommen ihn:',
    renewLater:
      'Der Schlüssel des Teams ist hier nicht geöffnet. Er wird deshalb noch nicht erneuert; alle Mitglieder werden darauf hingewiesen.',
    removed: (name: string) => `${name} ist nicht mehr im Team.`,
    add: 'Mitglied hinzufügen',
    email: 'E-Mail-Adresse',
    emailHint: 'Die Person braucht ein Konto in Ihrer Organisation.',
    asManager: 'Verwaltet das Team mit',
    added: (email: string) => `${email} ist jetzt im Team.`,
  },
  rename: { title: 'Umbenennen', submit: 'Umbenennen', done: 'Der Name ist geändert.' },
  leave: {
    title: 'Team verlassen oder löschen',
    leave: 'Team verlassen …',
    leaveTitle: 'Team verlassen?',
    leaveText:
      'Sie sehen dann nichts mehr von dem, was dem Team gehört. Zurück kommen Sie nur, wenn jemand Sie hinzufügt.',
    leaveNow: 'Verlassen',
    remove: 'Team löschen …',
    removeTitle: 'Team löschen?',
    removeText: 'Das geht nur, wenn dem Team keine Upload-Links mehr gehören. Sein Schlüssel wird mitgelöscht.',
    removeNow: 'Löschen',
  },
  owner: {
    label: 'Wem gehört der Upload-Link?',
    hint: 'Gehört er einem Team, sehen alle Mitglieder, was eingereicht wird.',
    self: 'Mir allein',
  },
};

type Widened<T> = T extends string
  ? string
  : T extends (...args: never[]) => string
    ? T
    : { [K in keyof T]: Widened<T[K]> };

export type TeamTexts = Widened<typeof de>;
