import { de } from './de.ts';
import { en } from './en.ts';

/** What the page says on which receipts are checked. */
export interface ReceiptPageText {
  readonly title: string;
  readonly intro: string;
  readonly receipt: string;
  readonly receiptHint: string;
  readonly number: string;
  readonly numberHint: string;
  readonly digest: string;
  readonly digestHint: string;
  readonly check: string;
  readonly genuine: (at: string) => string;
  readonly notGenuine: string;
  readonly hasFile: string;
  readonly hasNotFile: string;
  readonly compare: string;
  readonly nothing: string;
  readonly badDigest: string;
  readonly tooMany: string;
  readonly again: string;
}

const TEXTS: Readonly<Record<'de' | 'en', ReceiptPageText>> = { de, en };

export const receiptPageText = (language: 'de' | 'en'): ReceiptPageText => TEXTS[language];
