import { KeyWords } from './key-words.tsx';
import type { Review, ReviewedReader } from './review.ts';
import { useSealingText } from './texts/sealing-text.ts';
import { needsAgreement } from './verdict.ts';

interface ReviewListProps {
  readonly review: Review;
  readonly agreed: boolean;
  readonly error: string;
  onAgreed(agreed: boolean): void;
}

/** Who will open it with what, and what the contacts say of it: the last look before sealing. */
export function ReviewList({ review: { readers }, agreed, error, onAgreed }: ReviewListProps) {
  const { confirm: t } = useSealingText();
  return (
    <>
      <p>{t.readers}</p>
      <ul class="readers">
        {readers.map((one) => (
          <ReviewedRow key={one.reader.address} reviewed={one} />
        ))}
      </ul>
      {readers.some(({ verdict }) => needsAgreement(verdict)) && (
        <div class={error ? 'field invalid' : 'field'}>
          <label class="check">
            <input
              id="agree"
              type="checkbox"
              checked={agreed}
              aria-describedby={error ? 'agree-error' : undefined}
              onChange={(event) => onAgreed(event.currentTarget.checked)}
            />
            {t.agree}
          </label>
          {error && (
            <p class="field-error" id="agree-error" role="alert">
              {error}
            </p>
          )}
        </div>
      )}
    </>
  );
}

function ReviewedRow({ reviewed: { reader, verdict } }: { readonly reviewed: ReviewedReader }) {
  const { confirm: t } = useSealingText();
  const isKeyless = 'access' in reader;
  return (
    <li>
      <strong>{reader.address}</strong>
      {(!isKeyless || verdict === 'gone') && (
        <p class={needsAgreement(verdict) ? 'field-error' : undefined}>{t.verdicts[verdict]}</p>
      )}
      {isKeyless && <p>{reader.access === 'access_code' ? t.byCode : t.byRelease}</p>}
      {!isKeyless && (verdict === 'new' || verdict === 'changed') && (
        <KeyWords key={reader.fingerprint} fingerprint={reader.fingerprint} />
      )}
    </li>
  );
}
