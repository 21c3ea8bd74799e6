import type { EntranceTexts } from './de.ts';

/** English words of the pages on which people submit documents. */
export const en: EntranceTexts = {
  title: 'Submit documents',
  asks: 'Who asks for them',
  from: (owner, organisation) => `${owner}, ${organisation}`,
  reference: 'Reference',
  until: 'Submit by',
  zone: (zone) => `Time in the zone ${zone}`,
  protection: 'Protection',
  levels: {
    1: 'Encrypted on the way and in storage. Whoever has the link can submit here; only the person named can fetch it.',
    2: 'Encrypted on the way and in storage. You confirm your mail address with a code; only the person named can fetch it.',
    3: 'The files are encrypted on your device. Only who is named above can open them.',
    4: 'Files and message are encrypted on your device. Only who is named above can open them.',
  },
  limits: 'Size',
  limitsText: (total, count) => `At most ${total} and ${count} files in all.`,
  instructions: 'Instructions',
  wanted: 'What is needed',

  gone: {
    title: 'There is no such upload link (any more)',
    text: 'The link is not complete, or it is no longer valid.',
    next: [
      'Check that the link is complete. Some mail programs break long links.',
      'Did you type it? Mind upper and lower case.',
      'Otherwise ask whoever gave it to you for a new link.',
    ],
  },
  submissionGone: {
    title: 'There is no such submission (any more)',
    text: 'The link is not complete, or the time is over for which the submission is kept.',
    next: [
      'Check that the link is complete. Some mail programs break long links.',
      'What has not been sent is deleted after a week. Begin again with the upload link then.',
      'If you have questions, turn to whoever asked you for the documents.',
    ],
  },
  states: {
    closed: {
      title: 'Nothing can be submitted here any more',
      text: 'The upload link has been closed.',
      next: (owner, organisation) => `If you still want to submit something, ask ${owner} (${organisation}).`,
    },
    deadline_passed: {
      title: 'The deadline has passed',
      text: 'Nothing can be submitted with this link any more.',
      next: (owner, organisation) =>
        `Ask ${owner} (${organisation}) whether the deadline can be extended. Then this link works again.`,
    },
    full: {
      title: 'Nothing more is accepted',
      text: 'As many submissions as planned have already come in with this link.',
      next: (owner, organisation) => `Ask ${owner} (${organisation}) how you can hand in your documents.`,
    },
  },
  notSent: 'What you began on this device was not sent.',
  grace: 'The deadline has passed. What you began before can be sent for a short time yet. Send it now.',

  pin: {
    intro:
      'This upload link is protected by a PIN. You were given it with the link or apart from it, in a letter for example.',
    label: 'PIN',
    hint: '4 to 12 digits',
    enter: 'Enter the PIN: 4 to 12 digits.',
    submit: 'Continue',
    again: 'Please enter the PIN again. It is good for one day.',
  },
  address: {
    title: 'Confirm your mail address',
    intro:
      'Before you choose files, confirm your mail address. We send you a code. No account is made. The office sees your address.',
    ask: 'Get a code by mail',
    sent: (email) =>
      `We have sent a mail to ${email}. Enter the eight-digit code from it. Leave this page open meanwhile.`,
    code: 'Code (8 digits)',
    until: (time) => `The code is valid until ${time}.`,
    enter: 'Enter the eight digits from the mail.',
    confirm: 'Confirm',
    missing: 'No mail? Look into the spam folder and check the address.',
    resend: 'Send a new code',
    resent: 'A new code is on its way. Take the one from the newest mail.',
    other: 'Use another address',
    confirmed: (email) => `Confirmed address: ${email}`,
  },

  documents: 'Documents',
  freely: 'Your files',
  required: 'required',
  optional: 'optional',
  accepted: (kinds) => `Possible: ${kinds}`,
  kinds: {
    pdf: 'PDF',
    image: 'picture or photograph',
    office: 'office document',
    text: 'text file',
    any: 'all usual formats',
  },
  otherFiles: 'Other files',
  otherFilesHint: 'Whatever else you want to send.',
  choose: 'Choose files',
  chooseFor: (name) => `Choose files: ${name}`,
  progressOf: (name) => `Progress: ${name}`,
  progressOfAll: 'Progress of all',
  preparing: 'Preparing …',
  nothingYet: 'No file yet',
  total: (stored, count) => `${stored} of ${count} ${count === 1 ? 'file' : 'files'} uploaded`,
  uploadedNotSent: 'Uploaded is not sent yet: press “Send” in the end.',

  continued: 'You go on where you left off on this device.',
  continuedHint: 'Is this not yours? Then discard it and begin anew.',
  discard: 'Discard and begin anew',
  discardTitle: 'Discard everything?',
  discardText: 'What was uploaded here and not sent yet will be deleted. This cannot be undone.',
  discardNow: 'Discard',
  discardSupplement: 'Discard the addition',
  discarded: 'What was begun is discarded. You can begin anew.',
  discardedElsewhere: 'What you had begun was discarded, in another tab for example. You can begin anew.',
  chooseAgain: 'Please choose these files once more; the upload then goes on where it stopped:',

  sealed: {
    looking: 'Checking the key …',
    again: 'Check again',
    faults: {
      noFingerprint: {
        title: 'The link is not complete',
        text: 'These documents are encrypted on your device. For that a part of the link is missing: the part after the # sign.',
        next: (owner, organisation) =>
          `Open the whole link from the mail or the letter. If that does not help, ask ${owner} (${organisation}).`,
      },
      noKey: {
        title: 'Nothing can be submitted at the moment',
        text: 'The office has no valid key at the moment that your documents could be encrypted to.',
        next: (owner, organisation) =>
          `Tell ${owner} (${organisation}). After that this link works again, or you get a new one.`,
      },
      otherKey: {
        title: 'Something is wrong here: please submit nothing',
        text: 'The server names another key than the link. Your documents could fall into the wrong hands, so nothing is taken.',
        next: (owner, organisation) =>
          `Call ${owner} (${organisation}) at a number that you already know, and ask for a new link.`,
      },
      lowered: {
        title: 'Something is wrong here: please submit nothing',
        text: 'With this link your documents are to be encrypted on your device. The server now says otherwise, so nothing is taken.',
        next: (owner, organisation) =>
          `Call ${owner} (${organisation}) at a number that you already know, and ask for a new link.`,
      },
      failed: {
        title: 'The encryption could not start',
        text: 'A part of this page could not be loaded. Your documents have not been sent.',
        next: () => 'Check your connection and try again, best with an up-to-date browser.',
      },
    },
    file: (number) => `File ${number} (encrypted)`,
    message: 'Message',
    messageHint: 'Encrypted together with the files. Only the person named can read it.',
    proof: 'Proof of the content',
    proofText:
      'The receipt cannot say what is in your files: the platform cannot open them. With the proof file and your files you can show it yourself later. Save it now; once you close this tab that is no longer possible.',
    saveProof: 'Save the proof file',
    proofName: (id) => `Proof ${id}.json`,
  },

  supplement: {
    title: 'Add documents',
    text: 'What you have sent stays as it is. Add here what is missing or is to be replaced.',
    earlier: 'Sent before:',
    replace: 'This document was rejected. Please submit it anew.',
    back: 'Back to the submission',
  },

  sending: 'Send',
  email: 'Mail address for the receipt',
  emailHint: 'For questions as well. The office sees it. Without an address you get your receipt on the screen only.',
  emailKnown: (email) => `The receipt goes to ${email}.`,
  send: 'Send …',
  errors: {
    empty: 'There is no file yet. Choose at least one.',
    stuck: (name) => `“${name}” is not uploaded completely. Continue it or remove the file.`,
  },
  confirm: {
    title: 'Send now?',
    titleMissing: 'Documents are missing',
    facts: (count, size, to) =>
      `${count === 1 ? '1 file goes' : `${count} files go`} (${size}) to ${to}. After that nothing can be taken out, but you can add something until the deadline.`,
    missing: 'These required documents are missing:',
    send: 'Send now',
    sendWithout: 'Send without these documents',
    back: 'Back to the list',
  },
  waiting: 'Your documents will be sent as soon as all files are uploaded. Leave this page open until then.',
  waitingHeld: 'Not sent yet: a file needs your help.',
  waitingBack: 'Do not send yet',
  sendingNow: 'Sending …',
  notGone: 'Nothing is lost: your files are still there. Try again.',

  sent: {
    title: 'Your submission',
    just: 'Your documents have arrived. Keep this page as evidence.',
    receiver: 'Submitted to',
    subject: 'Matter',
    kept: 'Kept until',
    standing: 'State of the documents',
    states: {
      missing: 'missing',
      received: 'received',
      accepted: 'accepted',
      rejected: 'rejected',
    },
    missingOptional: 'not submitted',
    reason: (reason) => `Reason: ${reason}`,
    pickedUp: (date) => `Picked up on ${date}`,
    notPickedUp: 'Not picked up yet',
    rejectedNotice: 'At least one document was rejected. Please submit it anew.',
    add: 'Add or replace documents',
    addUntil: (date) => `This is possible until ${date}.`,
    addEnded: 'Nothing can be added with this link any more. Turn to the office.',
    link: 'Link to this page',
    linkHint:
      'With it you see later what becomes of your documents. Do not hand it on: whoever has it sees this page too.',
    print: 'Print',
  },
  receipt: {
    download: 'Download the receipt as PDF',
    title: 'Receipt',
    titleAdded: (number) => `Receipt ${number}: addition`,
    at: 'Received',
    organisation: 'Office',
    reference: 'Reference',
    files: 'Files',
    file: 'File',
    size: 'Size',
    total: (count, size) => (count === 1 ? `1 file, ${size}` : `${count} files, ${size} in all`),
    email: 'Receipt mailed to',
  },
};
