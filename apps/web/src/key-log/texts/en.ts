import type { KeyLogTexts } from './de.ts';

/** English words of the key log. */
export const en: KeyLogTexts = {
  title: 'Key log',
  text: 'Each key that is new, renewed or revoked stands in a log that can only grow. Before sending and when opening, your browser checks that it is still the same. Here you check all of it: that nothing is missing, and that nothing stands there in your name that you do not know of.',
  check: 'Check the key log',
  stop: 'Cancel',
  reading: (entries) => `Reading the log … ${entries} entries`,
  lockedHint: 'If you unlock your key before, your contacts are checked as well.',
  whole: (entries) => `The log is whole: ${entries} entries.`,
  withContacts: (count) =>
    count === 1 ? 'The key of your contact stands in it.' : `The keys of your ${count} contacts stand in it.`,
  ownTitle: 'In your name',
  events: { added: 'Entered', replaced: 'Replaced by a new one', revoked: 'Revoked' },
  unknown: 'You do not have this key!',
  missing: (fingerprint) => `Your key ${fingerprint} does not stand in the log as it should.`,
  strange: (address) => `The remembered key of ${address} does not stand in the log as it should.`,
  ended: (address) => `${address} has another key by now, or none.`,
  wrongTitle: 'The key log is not right',
  wrong: {
    broken: (seq) => `It is not an unbroken chain: entry ${seq} does not follow those before.`,
    rewritten: (seq) =>
      `It is not the one any more that this browser has read already, up to entry ${seq}. Somebody has changed it afterwards, or the operator has restored an older backup.`,
    missing: (address) => `The key that the server gives out for ${address} does not stand in it.`,
    superseded: (address) => `It says that the key which the server gives out for ${address} is not in force any more.`,
  },
  beforeSending:
    'The server may be giving out wrong keys. Send only if you compare the nine words with each person, by telephone or QR code, and ask the operator.',
  whenOpened:
    'The server may be giving out wrong keys. Have the sender read the nine words out to you before you rely on the content, and ask the operator.',
  onPage: 'Trust no new key before this is explained. Ask the operator in a way that you know already.',
  agree: 'I have compared the nine words with all recipients.',
  unchecked: 'The key log could not be checked just now.',
  accept: 'Take this log from now on …',
  acceptTitle: 'Take this log?',
  acceptText:
    'Do so only if the operator has explained why it is another one. After that you are not warned of this change any more.',
  acceptNow: 'Take it',
  accepted: 'From now on this log counts.',
};
