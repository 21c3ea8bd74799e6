import { type MailKinds, recipientReport } from '../mail/index.ts';

/** The mails about manifests; dropped when the sender has stored another one meanwhile. */
export const manifestMails: MailKinds = {
  'opening-refused': { compose: recipientReport('opening-refused', ({ refused_at }) => refused_at !== null) },
};
