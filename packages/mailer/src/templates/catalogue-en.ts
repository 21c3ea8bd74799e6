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
    'upload-link-notice': ({ displayName, organisation, deadlineAt, link }) => ({
      subject: `${organisation} asks you for documents`,
      blocks: [
        'Hello,',
        `${who(displayName, organisation)} asks you for documents. With this link you can upload them safely until ${deadlineAt}, from a phone too:`,
        link,
        'You need no account and no program. Which documents are meant is said on the page. Do not pass the link on.',
      ],
      because: `because ${organisation} named your address`,
    }),
    'upload-link-reminder': ({ displayName, organisation, deadlineAt, link }) => ({
      subject: `Reminder: ${organisation} is waiting for your documents`,
      blocks: [
        'Hello,',
        `${who(displayName, organisation)} has asked you for documents. Nothing has arrived so far. You can upload them here until ${deadlineAt}:`,
        link,
        'Have you handed the documents in another way? Then there is nothing to do.',
      ],
      because: `because ${organisation} named your address`,
    }),
    'upload-link-bounced': ({ recipient, reason, link }) => ({
      subject: 'An upload link could not be delivered',
      blocks: [
        'Hello,',
        'This person has not got your upload link:',
        { alone: recipient },
        bounce[reason],
        'On the page of the upload link you find it for copying and as a letter:',
        link,
      ],
      because: 'because you sent this upload link',
    }),
    'submission-code': ({ organisation, link, code, validMinutes }) => ({
      subject: `Your code for documents to ${organisation}`,
      blocks: [
        'Hello,',
        `With this code you confirm your address, to send documents to ${organisation}:`,
        code,
        'The page where you type it:',
        link,
        `The code is good for ${validMinutes} minutes and only once. Pass it on to nobody, not on the phone either.`,
        'You did not want to send anything? Then there is nothing to do.',
      ],
      because: 'because somebody wants to send documents with your address',
    }),
    'submission-arrived': ({ arrivedAt, link }) => ({
      subject: 'Documents have arrived through your upload link',
      blocks: [
        'Hello,',
        `On ${arrivedAt} documents arrived through one of your upload links. You find them here when you are signed in:`,
        link,
      ],
      because: 'because this upload link is yours',
    }),
    'submission-receipt': ({ organisation, arrivedAt, link }) => ({
      subject: `Your documents have arrived at ${organisation}`,
      blocks: [
        'Hello,',
        `Your documents arrived at ${organisation} on ${arrivedAt}. You see your receipt, and what becomes of them, here:`,
        link,
        'Do not pass the link on: whoever has it sees your receipt and can add documents.',
      ],
      because: `because documents were sent to ${organisation} with your address`,
    }),
    'submission-picked-up': ({ organisation, fetchedAt, link }) => ({
      subject: `${organisation} has fetched your documents`,
      blocks: [
        'Hello,',
        `${organisation} fetched your documents on ${fetchedAt}. You see how things stand here:`,
        link,
      ],
      because: `because documents were sent to ${organisation} with your address`,
    }),
    'submission-rejected': ({ organisation, link }) => ({
      subject: `${organisation} needs a document once more`,
      blocks: [
        'Hello,',
        `${organisation} could not accept one of your documents. Which one, why, and what you can do now, you read here:`,
        link,
      ],
      because: `because documents were sent to ${organisation} with your address`,
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
