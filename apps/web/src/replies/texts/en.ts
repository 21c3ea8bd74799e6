import type { ReplyTexts } from './de.ts';

/** English words of replies. */
export const en: ReplyTexts = {
  title: 'Reply',
  answer: 'Reply',
  answerAgain: 'Reply once more',
  hint: (email) => `Message and files go to ${email} only, protected as this delivery is. Reply while it is available.`,
  own: 'Your replies',
  states: {
    draft: (date) => `Draft of ${date}, not sent yet`,
    active: (date) => `Sent on ${date}`,
    recalled: (date) => `Sent on ${date}, recalled`,
    expired: (date) => `Sent on ${date}, expired`,
  },
  compose: 'Write a reply',
  recipient: 'Recipient',
  level: 'Protection',
  fixed: 'A reply goes to the sender only, and is protected as what you reply to.',
  subject: (date) => `Reply to your delivery of ${date}`,
  subjectAlone: 'Reply to your delivery',
  to: 'Reply to',
  toDelivery: (date) => `the delivery of ${date}`,
  toYours: (date) => `your delivery of ${date}`,
  toGone: 'a delivery that is not there any more',
  received: 'Replies',
  receivedFrom: (email, date) => `Reply of ${email}, ${date}`,
  count: (count) => (count === 1 ? '1 reply' : `${count} replies`),
  badge: 'Reply',
  answered: (date) => `Replied on ${date}`,
  listTitle: 'My replies',
  listEmpty: 'You have not replied to anything yet. Open a received delivery to do so.',
  back: 'To my replies',
};
