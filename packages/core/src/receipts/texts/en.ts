import type { ReceiptWords } from './receipt-words.ts';

export const en: ReceiptWords = {
  title: 'Receipt for submitted documents',
  received: (organisation) => `${organisation} has received the files named below.`,
  number: 'Number',
  reference: 'Reference',
  at: 'Received on',
  level: 'Sender',
  levels: {
    1: 'Not checked: whoever had the link could submit.',
    2: 'The mail address was confirmed with a code.',
    3: 'The mail address was confirmed with a code. The files are encrypted end to end.',
    4: 'The mail address was confirmed with a code. Files and message are encrypted end to end.',
  },
  files: 'Files',
  octets: (count) => `${count} bytes`,
  digest: 'SHA-256',
  sealedFile: (number) => `File ${number}`,
  sealedDigest: 'SHA-256 of the encrypted file',
  commitment: 'Commitment to the content',
  checkTitle: 'How to check this receipt',
  check: (address) => `At ${address}, with the number or with this file.`,
  code: 'Address for checking this receipt',
  meaning: [
    'The platform has signed what is said here. What was signed is attached to this file (receipt.jws), and so is the public key (receipt-key.jwk.json).',
    'It proves that files with exactly this content arrived at this time. It does not prove who sent them, nor that what is in them is right.',
    'The number is yours: whoever has it can check whether a certain file was among them.',
  ],
  sealedMeaning: [
    'The platform has signed what is said here. What was signed is attached to this file (receipt.jws), and so is the public key (receipt-key.jwk.json).',
    'The platform cannot open these files and does not know their names. It proves that encrypted files with these digests arrived at this time, together with the commitment to their content.',
    'What a file said is proved by the proof file that you saved after sending: together with the file it gives exactly the commitment above. Without it the commitment reveals nothing.',
  ],
  attachment: 'What was signed (JWS, RFC 7515)',
  keyAttachment: 'The public key (JWK, RFC 8037)',
};
