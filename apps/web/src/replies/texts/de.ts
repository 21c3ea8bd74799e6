/** German words of replies. */
export const de = {
  title: 'Antworten',
  answer: 'Antworten',
  answerAgain: 'Noch einmal antworten',
  hint: (email: string) =>
    `Nachricht und Dateien gehen nur an ${email}, mit demselben Schutz wie diese Sendung. Antworten Sie, solange sie abrufbar ist.`,
  own: 'Ihre Antworten',
  states: {
    draft: (date: string) => `Entwurf vom ${date}, noch nicht gesendet`,
    active: (date: string) => `Gesendet am ${date}`,
    recalled: (date: string) => `Gesendet am ${date}, zurückgerufen`,
    expired: (date: string) => `Gesendet am ${date}, abgelaufen`,
  },
  compose: 'Antwort schreiben',
  recipient: 'Empfänger',
  level: 'Schutz',
  fixed: 'Eine Antwort geht nur an den Absender und ist so geschützt wie das, worauf Sie antworten.',
  subject: (date: string) => `Antwort auf Ihre Sendung vom ${date}`,
  subjectAlone: 'Antwort auf Ihre Sendung',
  to: 'Antwort auf',
  toDelivery: (date: string) => `die Sendung vom ${date}`,
  toYours: (date: string) => `Ihre Sendung vom ${date}`,
  toGone: 'eine Sendung, die es nicht mehr gibt',
  received: 'Antworten',
  receivedFrom: (email: string, date: string) => `Antwort von ${email}, ${date}`,
  count: (count: number) => (count === 1 ? '1 Antwort' : `${count} Antworten`),
  badge: 'Antwort',
  answered: (date: string) => `Beantwortet am ${date}`,
  listTitle: 'Meine Antworten',
  listEmpty: 'Sie haben noch nichts geantwortet. Öffnen Sie dazu eine empfangene Sendung.',
  back: 'Zu meinen Antworten',
};

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type ReplyTexts = Widened<typeof de>;
