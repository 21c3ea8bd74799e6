import type { ReceivingTexts } from './de.ts';

/** English words of receiving at levels 3 and 4, apart from the catalogue that every page loads. */
export const en: ReceivingTexts = {
  closedTitle: 'An encrypted delivery for you',
  level: 'Protection',
  levels: {
    3: 'Files encrypted end to end',
    4: 'Files, subject and message encrypted end to end',
  },
  levelHint: 'Only you can open this, in this browser. We cannot read it either.',
  opening: 'The delivery is being opened and checked. This takes some seconds.',
  byKey: {
    title: 'Open with your key',
    text: 'The delivery is encrypted for your SecuPass key. You need your passphrase, or another way to unlock it.',
    open: 'Open delivery',
  },
  byCode: {
    title: 'Open with the access code',
    text: 'The sender has given you a code of 12 characters, on the phone or by letter for instance. It is not in the mail.',
    label: 'Access code',
    hint: 'Three groups of four characters. Capitals, spaces and hyphens do not matter.',
    enter: 'Enter the access code.',
    incomplete: 'The code has twelve characters, in three groups of four.',
    groups: (groups) => `Group ${groups} has a character that is in no code. Check what you typed.`,
    wrong: 'This code does not open the delivery. Check it, or have it read out again.',
    open: 'Open delivery',
  },
  pending: {
    title: 'The sender still has to release the delivery to you',
    why: 'When the delivery was encrypted you had no SecuPass key yet.',
    withoutKey:
      'Set one up now. The sender is told and releases the delivery to your key; their browser then encrypts it for you.',
    asked:
      'Your key is set up and the sender has been told. As soon as they release the delivery you get a mail with this link.',
    compare:
      'If the sender calls, compare these nine words with them. Then it is certain that they release it to your key:',
    again: 'Check whether it is released',
    stillPending: 'Not released yet.',
  },
  keep: {
    title: 'Open without the access code in future',
    withoutKey:
      'Set up a SecuPass key. This delivery is then encrypted for it, and the access code does not open it any more. Keep the code until then.',
    withKey:
      'From now on this delivery can be opened with your SecuPass key. The access code then does not open it any more.',
    button: 'Change to my key',
    busy: 'The delivery is being encrypted for your key.',
    done: 'From now on your key opens this delivery. The access code is no longer valid.',
  },
  signature: {
    title: 'Authenticity checked',
    text: (email) =>
      `Signed with the key of ${email}, for you and with exactly this content. The key in nine German words:`,
    known: 'It is the same key as at your last contact.',
    compare: 'If it matters, have the sender read the nine words out to you on the phone.',
  },
  serverTexts: 'At this level subject and message are not signed, only the files are.',
  noSubject: '(no subject)',
  save: 'Save',
  saveName: (name, size) => `Save ${name} (${size})`,
  saveAll: (size) => `Save everything as ZIP (${size})`,
  archive: 'ZIP file',
  cancel: 'Cancel',
  cancelName: (name) => `Cancel ${name}`,
  again: 'Once more',
  againName: (name) => `Save ${name} once more`,
  progressOf: (name) => `Progress of ${name}`,
  starting: 'Starting …',
  progress: (done, total) => `${done} of ${total}`,
  waiting: 'The connection is interrupted. It goes on by itself as soon as the network is back.',
  done: {
    picked: 'Checked completely and saved.',
    streamed: 'Checked completely and saved, in your downloads.',
    stored: 'Checked completely. Your browser now saves the file in your downloads.',
  },
  formats: {
    title: 'Other formats',
    titleOf: (name) => `Other formats of ${name}`,
    text: 'For programs on your device. The file stays encrypted, for your SecuPass key; you need it there too.',
    counts: 'Each time it is saved counts as a download.',
    busy: 'Getting your key …',
    labels: { openpgp: 'As an OpenPGP file', gnupg: 'For GnuPG' },
    hints: {
      openpgp:
        'Unopened, as it lies with us. It opens with programs that know RFC 9580, Sequoia for instance; not with GnuPG and Thunderbird.',
      gnupg:
        'For GnuPG and Thunderbird: checked here and encrypted again in the older, weaker form. Save the secret key for it on the page “SecuPass key”, under “Export”.',
    },
    doneUnopened: 'Saved, unopened. The program that opens it checks it.',
  },
  cancelled: 'Cancelled. Nothing is saved.',
  failed: 'Not saved.',
  problems: {
    key_too_new: 'GnuPG cannot use your key. Take the OpenPGP file.',
    disk_full: 'There is too little space on this device. Make room and try again.',
    save_failed: 'The browser could not save the file. Try again, or use another browser.',
  },
  refusals: {
    title: 'This delivery is not opened',
    fileTitle: 'This file is not saved',
    next: (email) =>
      `The sender is told. Call them (${email}), best at a number that you already know, and ask them to send it again.`,
    altered: 'It is damaged, or was altered on the way.',
    unreadable: 'It does not have the form that this page knows. Perhaps another program has made it.',
    notSigned: "It lacks the sender's signature. Anybody could have made it.",
    unknownSigner: 'The key that it is signed with does not belong to the sender.',
    badSignature: 'The signature is not genuine, or the key was not valid when it was made.',
    wrongSender: 'It is signed in the name of another address.',
    swapped: 'What the server shows is not what the sender has signed for this delivery.',
    wrongTime: 'Its date cannot be right. Check the clock of your device too.',
    notAddressed: 'The sender has not addressed it to you with this key.',
    wrongFile: 'A part of the file is not the one that the sender signed.',
    changedKey:
      'The sender has signed with another key than before. It may be a new key, or somebody pretends to be them.',
    rememberedWords: 'Before:',
    actualWords: 'Now:',
    changedKeyNext: (email) =>
      `Call the sender (${email}) at a number that you already know, and have the nine words of their key read out to you.`,
    accept: 'The new words are right: open',
  },
};
