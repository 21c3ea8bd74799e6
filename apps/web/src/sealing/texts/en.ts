import type { SealingTexts } from './de.ts';

/** English words of sending at levels 3 and 4. */
export const en: SealingTexts = {
  ownKey: {
    title: 'You need a key of your own',
    text: 'With it you sign what you send, and open it yourself later. Your draft stays saved; you will go on here afterwards.',
    setUp: 'Set up a SecuPass key',
    missing: 'Set up your SecuPass key first, or choose level 1 or 2.',
    checking: 'Looking for your key …',
  },
  level: {
    fixed:
      'There are files already. To change between levels 1–2 and 3–4, remove the files, change the level and add them again.',
    textsHere:
      'Until they are sent, subject and message stay in this browser only, until you sign out; what was saved of them before is deleted from the server.',
    textsLost:
      'Subject and message of this draft are only in the browser in which they were written. Go on there, or write them anew here.',
    filesHere: 'Until they are sent, the keys of the files are in this browser only, until you sign out.',
    openTitle: 'Subject and message to the server?',
    openText: 'At this level subject and message are saved on the server. The operator could read them there.',
    openNow: 'Change the level',
  },
  readers: {
    title: 'How do the recipients open it?',
    none: 'Enter recipients above. Then you will see here who has a key.',
    looking: 'Looking for the key …',
    hasKey: 'Has a key',
    hasNone: 'Has no key yet',
    unusable: 'This key cannot be used. Ask for a new one, or remove the recipient.',
    compare: 'Fingerprint',
    compareOf: (address) => `Fingerprint of ${address}`,
    words: 'In words',
    wordsLoading: 'Computing the words …',
    withoutKey: 'How do recipients without a key open it?',
    ways: { 'access-code': 'With an access code', release: 'After your release', each: 'Each in their own way' },
    hints: {
      'access-code':
        'You get a code after sending and tell it by telephone or letter; with it the recipient opens at once.',
      release: 'The recipient sets up a key, you are told and then release; until then nobody can open it.',
      each: 'You choose for each recipient.',
    },
    wayOf: (address) => `Way for ${address}`,
    choose: 'Please choose',
    missing: 'Choose how recipients without a key open it.',
    pending: 'The recipients’ keys are still being looked for. Try again in a moment.',
    unusableOf: (address) => `Nothing can be encrypted to ${address}.`,
    retry: 'Look again',
  },
  confirm: {
    readers: 'The recipients open it like this:',
    verdicts: {
      own: 'Your own key',
      known: 'The same key as last time',
      new: 'A new key, which will be remembered. Compare the nine words by telephone if it matters.',
      changed: 'Another key than last time!',
      gone: 'Had a key, and has none now!',
      none: 'No key',
    },
    byCode: 'Access code',
    byRelease: 'Release, once there is a key',
    agree: 'I have asked the recipients marked “!” by telephone: the change is meant, and the words are right.',
    agreeFirst: 'Ask first, and confirm it.',
  },
  busy: {
    preparing: 'Checking keys and contacts …',
    sealing: 'Encrypting the delivery …',
    sealingCodes: (count) =>
      count === 1
        ? 'Encrypting the delivery. The access code takes some seconds on purpose.'
        : `Encrypting the delivery. ${count} access codes take some seconds each, on purpose.`,
    opening: 'Decrypting …',
    releasing: 'Encrypting the release …',
  },
  codes: {
    title: 'Access codes',
    text: 'These codes exist only now and only here. Print them or write them down.',
    handOver: 'Tell each code by telephone or letter, never by mail.',
    codeOf: (address) => `Code for ${address}`,
    print: 'Print',
    putAside: 'I have noted the codes',
    putAsideTitle: 'Hide the codes?',
    putAsideText: 'After that nobody can show them again, not even we.',
    gone: 'The codes are hidden.',
    delivery: 'Delivery of',
  },
  releases: {
    title: 'Releases',
    intro: 'These recipients had no key when you sent. As soon as they have one you release the delivery here.',
    none: 'Nobody is waiting for a release at the moment.',
    link: (count, ready) =>
      `${count === 1 ? '1 recipient waits' : `${count} recipients wait`} for your release${ready > 0 ? `, ${ready} ready` : ''}`,
    compare:
      'Call and compare the nine words: only if the recipient sees the same ones, it is really their key. The words are always German.',
    waiting: 'Has no key yet',
    enrolled: (date) => `Key since ${date}`,
    choose: (address) => `Release to ${address}`,
    deliveryOf: (address) => `To the delivery to ${address}`,
    verdicts: {
      known: 'The same key as last time',
      new: 'A new key',
      changed: 'Another key than last time! Release only if the recipient confirms the change.',
    },
    submit: (count) =>
      count === 0 ? 'Release …' : count === 1 ? 'Release 1 delivery …' : `Release ${count} deliveries …`,
    nothing: 'Choose to whom you release.',
    dialogTitle: 'Release?',
    agree: 'I have compared the nine words.',
    agreeFirst: 'Compare the words first, and confirm it.',
    now: 'Release now',
    done: (count) =>
      count === 1
        ? 'Released. The recipient gets the link once more.'
        : `${count} deliveries released. The recipients get the link once more.`,
    failedOf: (address) => `Not released: ${address}`,
    back: 'All deliveries',
  },
  own: {
    locked: 'File names are encrypted. Unlock your key to see them.',
    lockedAll: 'Subject, message and file names are encrypted. Unlock your key to see them.',
    open: 'Decrypt',
    encrypted: 'Encrypted',
    encryptedFile: (number) => `Encrypted file ${number}`,
    reader: {
      key: 'Opens it with a key of their own',
      code: 'Opens it with the access code',
      pending: 'Waits for your release',
    },
    refused: (date) =>
      `On ${date} the recipient’s browser did not open the delivery, because a check failed. Call them, and send it again.`,
    toReleases: 'To the releases',
  },
};
