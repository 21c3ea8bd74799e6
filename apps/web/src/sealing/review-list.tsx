import { isWrong } from '../key-log/check-log.ts';
import { LogNotice } from '../key-log/log-notice.tsx';
import { useKeyLogText } from '../key-log/texts/key-log-text.ts';
import { KeyWords } from './key-words.tsx';
import { isDoubtful, type Review, type ReviewedReader } from './review.ts';
import { useSealingText } from './texts/sealing-text.ts';
import { needsAgreement } from './verdict.ts';

interface ReviewListProps {
  readonly review: Review;
  readonly agreed: boolean;
  readonly error: string;
  onAgreed(agreed: boolean): void;
  /** A QR code showed this very key. */
  onSame(address: string): void;
}

/** Who will open it with what, and what the contacts say of it: the last look before sealing. */
export function ReviewList({ review, agreed, error, onAgreed, onSame }: ReviewListProps) {
  const { confirm: t } = useSealingText();
  const { agree: agreeToAll } = useKeyLogText();
  const { readers, log } = review;
  return (
    <>
      <LogNotice finding={log} next="beforeSending" />
      <p>{t.readers}</p>
      <ul class="readers">
        {readers.map((one) => (
          <ReviewedRow
            key={one.reader.address}
            reviewed={one}
            isLogWrong={isWrong(log)}
            onSame={() => onSame(one.reader.address)}
          />
        ))}
      </ul>
      {isDoubtful(review) && (
        <div class={error ? 'field invalid' : 'field'}>
          <label class="check">
            <input
              id="agree"
              type="checkbox"
              checked={agreed}
              aria-describedby={error ? 'agree-error' : undefined}
              onChange={(event) => onAgreed(event.currentTarget.checked)}
            />
            {isWrong(log) ? agreeToAll : t.agree}
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

interface ReviewedRowProps {
  readonly reviewed: ReviewedReader;
  /** Then no key is taken on trust, known or not. */
  readonly isLogWrong: boolean;
  onSame(): void;
}

function ReviewedRow({ reviewed: { reader, verdict }, isLogWrong, onSame }: ReviewedRowProps) {
  const { confirm: t } = useSealingText();
  const isKeyless = 'access' in reader;
  return (
    <li>
      <strong>{reader.address}</strong>
      {(!isKeyless || verdict === 'gone') && (
        <p class={needsAgreement(verdict) ? 'field-error' : undefined}>{t.verdicts[verdict]}</p>
      )}
      {isKeyless && <p>{reader.access === 'access_code' ? t.byCode : t.byRelease}</p>}
      {!isKeyless && (verdict === 'new' || verdict === 'changed' || isLogWrong) && (
        <KeyWords key={reader.fingerprint} {...{ fingerprint: reader.fingerprint, address: reader.address, onSame }} />
      )}
    </li>
  );
}
