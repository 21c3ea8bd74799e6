import type { ReceiptPageText } from './receipt-page-text.ts';

export const en: ReceiptPageText = {
  title: 'Check a receipt',
  intro:
    'Here you check whether a receipt for submitted documents is genuine and unchanged. Nothing of its content is shown.',
  receipt: 'The receipt (PDF or receipt.jws)',
  receiptHint: 'Or enter its number.',
  number: 'Number of the receipt',
  numberHint: 'For instance UM-7K3D-91QA-0ZTW-4M2H.',
  digest: 'Checksum SHA-256 of a file (optional)',
  digestHint: 'Then we also say whether exactly this file was among them. We do not need the file itself.',
  check: 'Check',
  genuine: (at) => `This receipt is genuine. It was issued on ${at}.`,
  notGenuine: 'This receipt is not ours, or it was changed. Check the number, or use the file as you received it.',
  hasFile: 'A file with this checksum belongs to it.',
  hasNotFile: 'No file with this checksum belongs to it.',
  compare: 'Compare what is on the paper with the file: the number was checked, not the printout.',
  nothing: 'Choose the receipt, or enter its number.',
  badDigest: 'A checksum SHA-256 has 64 characters: digits and the letters a to f.',
  tooMany: 'Those were too many checks. Wait a while and try again.',
  again: 'Check another receipt',
};
