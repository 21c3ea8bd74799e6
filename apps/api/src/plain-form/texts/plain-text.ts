import type { ErrorCode } from '@umschlag/std';
import { de } from './de.ts';
import { en } from './en.ts';

/** What the pages without scripts say. */
export interface PlainText {
  readonly title: (organisation: string) => string;
  readonly asks: (owner: string, organisation: string) => string;
  readonly reference: string;
  readonly until: string;
  readonly limits: (size: string, files: number) => string;
  readonly level: Readonly<Record<1 | 2, string>>;
  /** Levels 3 and 4 need a script. */
  readonly needsScript: string;
  readonly state: Readonly<Record<'closed' | 'deadline_passed' | 'full', string>>;
  readonly pin: string;
  readonly pinGo: string;
  readonly email: string;
  readonly emailOptional: string;
  readonly emailGo: string;
  readonly code: string;
  readonly codeSent: string;
  readonly required: string;
  readonly optional: string;
  readonly others: string;
  readonly hint: string;
  readonly send: string;
  readonly sendWithout: string;
  readonly arrived: string;
  readonly missing: string;
  readonly error: string;
  readonly problems: Partial<Readonly<Record<ErrorCode, string>>>;
  readonly otherProblem: string;
  readonly doneTitle: string;
  readonly done: (organisation: string, at: string) => string;
  readonly pickedUp: (at: string) => string;
  readonly notPickedUp: string;
  readonly review: Readonly<Record<'received' | 'accepted' | 'rejected', string>>;
  readonly add: string;
  readonly addHint: string;
  readonly receipt: string;
  readonly keep: string;
  readonly digest: string;
}

const TEXTS: Readonly<Record<'de' | 'en', PlainText>> = { de, en };

export const plainText = (language: 'de' | 'en'): PlainText => TEXTS[language];
