import { type MailKinds, recipientReport } from '../mail/index.ts';

/** The mails about releases; dropped when the sender has released meanwhile. */
export const releaseMails: MailKinds = {
  'release-wanted': { compose: recipientReport('release-wanted', ({ reader_state }) => reader_state === 'pending') },
};
