import { KeyWords } from '../sealing/key-words.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import { needsAgreement } from '../sealing/verdict.ts';
import type { ReviewedMember } from './copy-readers.policy.ts';
import { useTeamText } from './texts/team-text.ts';

interface MemberReviewProps {
  readonly members: readonly ReviewedMember[];
  readonly agreed: boolean;
  /** What to say where the agreement is missing; empty: nothing. */
  readonly error: string;
  onAgreed(agreed: boolean): void;
}

/** Who gets the team's key, and what one's contacts say of their keys: the last look before it is sealed to them. */
export function MemberReview({ members, agreed, error, onAgreed }: MemberReviewProps) {
  const t = useTeamText();
  const { confirm } = useSealingText();
  return (
    <>
      <ul class="readers">
        {members.map(({ name, reader, verdict }) => (
          <li key={reader.accountId}>
            <strong>{name}</strong> {reader.address}
            <p class={needsAgreement(verdict) ? 'field-error' : undefined}>{confirm.verdicts[verdict]}</p>
            {(verdict === 'new' || verdict === 'changed') && (
              <KeyWords key={reader.fingerprint} fingerprint={reader.fingerprint} />
            )}
          </li>
        ))}
      </ul>
      {members.some(({ verdict }) => needsAgreement(verdict)) && (
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
