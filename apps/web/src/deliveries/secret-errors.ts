import type { ReviewFault } from '../sealing/review.ts';
import type { SealingTexts } from '../sealing/texts/de.ts';
import type { FieldError } from '../ui/error-summary.tsx';

interface SecretFacts {
  /** `undefined`: still looked for; `null`: there is none. */
  readonly ownKey: object | null | undefined;
  readonly fault: ReviewFault | undefined;
}

/** What stands against sending at levels 3 and 4, besides what does at every level. */
export function secretErrors({ ownKey, fault }: SecretFacts, t: SealingTexts): FieldError[] {
  if (ownKey === null) return [{ fieldId: 'own-key', text: t.ownKey.missing }];
  const told = ownKey === undefined ? { fault: 'pending' as const } : fault;
  if (!told) return [];
  const text = told.fault === 'unusable' ? t.readers.unusableOf(told.address) : t.readers[told.fault];
  return [{ fieldId: 'readers', text }];
}
