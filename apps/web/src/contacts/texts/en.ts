import type { ContactTexts } from './de.ts';

export const en: ContactTexts = {
  title: 'Contacts',
  intro:
    'Here you see whose key you know. The list is signed and encrypted with your own key: we can neither read nor change it. When somebody gets another key, you are warned before anything is encrypted to it, and when you open what it has signed.',
  locked: 'Your contacts are encrypted. Unlock your key to see them.',
  unlock: 'Unlock …',
  loading: 'Opening the contacts …',
  none: 'No contacts are remembered yet. They come when you send or receive with end-to-end encryption.',
  listTitle: 'Remembered keys',
  compare:
    'Compare the nine words by telephone, or scan the QR code: if the other person sees the same, you really encrypt to them. The words are always German.',
  since: (day) => `Remembered on ${day}`,
  compared: (day) => `Compared on ${day}`,
  notCompared: 'Not compared yet',
  sameWords: 'The nine words are the same',
  sameWordsOf: (address) => `The nine words are the same: ${address}`,
  comparedNow: (address) => `Remembered: the key of ${address} is compared.`,
  forget: 'Forget',
  forgetOf: (address) => `Forget ${address}`,
  forgetTitle: 'Forget this contact?',
  forgetText: (address) =>
    `Then you are not warned of another key of ${address} any more, until one is remembered again.`,
  forgotten: (address) => `${address} is forgotten.`,
  anew: 'Begin anew …',
  anewTitle: 'Begin your contacts anew?',
  anewText: 'All remembered keys are forgotten. Until they are remembered again, you are not warned of any other key.',
  anewNow: 'Begin anew',
  begun: 'The list is empty and begins anew.',
  back: 'Back to the account',
};
