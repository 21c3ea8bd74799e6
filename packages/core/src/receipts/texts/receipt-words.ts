import { de } from './de.ts';
import { en } from './en.ts';

/** The words of a printed receipt. */
export interface ReceiptWords {
  readonly title: string;
  readonly received: (organisation: string) => string;
  readonly number: string;
  readonly reference: string;
  readonly at: string;
  readonly level: string;
  readonly levels: Readonly<Record<1 | 2 | 3 | 4, string>>;
  readonly files: string;
  readonly octets: (count: string) => string;
  readonly digest: string;
  readonly sealedFile: (number: number) => string;
  readonly sealedDigest: string;
  readonly commitment: string;
  readonly checkTitle: string;
  readonly check: (address: string) => string;
  readonly code: string;
  readonly meaning: readonly string[];
  /** At levels 3 and 4. */
  readonly sealedMeaning: readonly string[];
  readonly attachment: string;
  readonly keyAttachment: string;
}

const WORDS: Readonly<Record<'de' | 'en', ReceiptWords>> = { de, en };

export const receiptWords = (language: 'de' | 'en'): ReceiptWords => WORDS[language];
