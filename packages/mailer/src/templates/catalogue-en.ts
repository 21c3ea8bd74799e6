import type { Catalogue } from './catalogue.ts';

const access = {
  1: 'You need no account. Do not pass the link on: whoever has it can fetch everything.',
  2: 'Only you can open the delivery. To do so, sign in with the mail address that this message was sent to. The account is free; you need no password.',
} as const;

const bounce = {
  rejected: 'The other side’s mail server refused the message for good. Often the address is misspelt.',
  'no-tls': 'No secure connection to the other side’s mail server could be made. We send nothing without one.',
  unreachable: 'The other side’s mail server did not take the message, although we tried several times.',
} as const;

const who = (displayName: string, organisation: string) =>
  displayName === '' ? organisation : `${displayName} (${organisation})`;

/** All mails of the platform in English. */
export const english: Catalogue = {
  mails: {
    'delivery-notice': ({ displayName, organisation, level, expiresAt, link }) => ({
      subject: `Message from ${organisation}: files are ready for you`,
      blocks: [
        'Hello,',
        `${who(displayName, organisation)} has left files for you. You can fetch them until ${expiresAt}:`,
        link,
        access[level],
      ],
      because: `because ${organisation} named your address as a recipient`,
    }),
    'delivery-reminder': ({ displayName, organisation, level, expiresAt, link }) => ({
      subject: `Reminder: files from ${organisation} are waiting for you`,
      blocks: [
        'Hello,',
        `${who(displayName, organisation)} has left files for you that you have not fetched yet. After ${expiresAt} they will be deleted. Until then you find them here:`,
        link,
        access[level],
      ],
      because: `because ${organisation} named your address as a recipient`,
    }),
    'reply-notice': ({ author, expiresAt, link }) => ({
      subject: 'Your delivery has been answered',
      blocks: [
        'Hello,',
        'This person has answered a delivery of yours:',
        { alone: author },
        `You can fetch the answer until ${expiresAt}, when you are signed in:`,
        link,
      ],
      because: 'because you sent the delivery that was answered',
    }),
    'reply-reminder': ({ author, expiresAt, link }) => ({
      subject: 'Reminder: an answer to your delivery is waiting',
      blocks: [
        'Hello,',
        'This person has answered a delivery of yours, and you have not fetched the answer yet:',
        { alone: author },
        `After ${expiresAt} it will be deleted. Until then you find it here:`,
        link,
      ],
      because: 'because you sent the delivery that was answered',
    }),
    'delivery-receipt': ({ recipient, fetchedAt, link }) => ({
      subject: 'Your delivery has been fetched',
      blocks: [
        'Hello,',
        `Your delivery was fetched on ${fetchedAt} by:`,
        { alone: recipient },
        'More about this delivery:',
        link,
      ],
      because: 'because you sent this delivery',
    }),
    'delivery-bounced': ({ recipient, reason, link }) => ({
      subject: 'A notice could not be delivered',
      blocks: [
        'Hello,',
        'This person does not know of your delivery yet, because our message could not be delivered:',
        { alone: recipient },
        bounce[reason],
        'The delivery’s page shows what you can do now:',
        link,
      ],
      because: 'because you sent this delivery',
    }),
    'release-wanted': ({ recipient, link }) => ({
      subject: 'A delivery waits for you to release it',
      blocks: [
        'Hello,',
        'This person now has a key and can read your delivery as soon as you release it:',
        { alone: recipient },
        'Compare the fingerprint of the key before, best on the phone. You can release it here:',
        link,
      ],
      because: 'because you sent this delivery',
    }),
    'opening-refused': ({ recipient, link }) => ({
      subject: 'A delivery was not opened, to be safe',
      blocks: [
        'Hello,',
        'The device of this person did not open your delivery, because a check failed:',
        { alone: recipient },
        'This may be a fault or an attack. The delivery’s page says why:',
        link,
      ],
      because: 'because you sent this delivery',
    }),
    'sign-in': ({ link, code, validMinutes }, platform) => ({
      subject: `Your sign-in to ${platform}`,
      blocks: [
        'Hello,',
        'Sign in with this code:',
        code,
        'Or open this link in the browser in which you began to sign in:',
        link,
        `The code and the link are valid for ${validMinutes} minutes, and only once. Give the code to nobody, not on the phone either.`,
        'You did not want to sign in? Then you need not do anything.',
      ],
      because: 'because somebody began to sign in with your address',
    }),
    invitation: ({ organisation, invitedBy, expiresAt, link }, platform) => ({
      subject: `Invitation from ${organisation} to ${platform}`,
      blocks: [
        'Hello,',
        `${who(invitedBy, organisation)} has invited you to send files safely with ${platform}. Create your account with this link:`,
        link,
        `The invitation is valid until ${expiresAt}.`,
      ],
      because: `because ${organisation} invited you`,
    }),
    'password-changed': ({ changedAt, link }, platform) => ({
      subject: `Your password for ${platform} was changed`,
      blocks: [
        'Hello,',
        `The password of your account was changed on ${changedAt}. All other sessions and all API tokens ended with that.`,
        'It was not you? Then set a new password here at once, and tell your administrator:',
        link,
      ],
      because: 'because you have an account here',
    }),
    'key-changed': ({ changedAt, link }, platform) => ({
      subject: `Your key at ${platform} was changed`,
      blocks: [
        'Hello,',
        `The key of your account was set up, renewed or revoked on ${changedAt}. What happened is shown here:`,
        link,
        'It was not you? Then revoke the key there, set a new password, and tell those who write to you encrypted.',
      ],
      because: 'because you have an account here',
    }),
  },
  footer: (platform, because) => [`${platform} sent this message automatically ${because}. Nobody reads replies.`],
};
