import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { useSealingText } from './texts/sealing-text.ts';

interface OwnKeyNoticeProps {
  /** `undefined`: still looked for; `null`: there is none. */
  readonly ownKey: object | null | undefined;
  readonly problem: AnyKeyProblem | undefined;
  readonly error: string | undefined;
  /** Saves the draft and leads to the page of the key. */
  setUp(): void;
}

/** Whoever has no key is led to make one, before more is written. */
export function OwnKeyNotice({ ownKey, problem, error, setUp }: OwnKeyNoticeProps) {
  const { ownKey: t } = useSealingText();
  if (ownKey) return null;
  if (ownKey === undefined) return problem ? <KeyProblemNotice problem={problem} /> : <p role="status">{t.checking}</p>;
  return (
    <div class={error ? 'notice error' : 'notice'} id="own-key" tabIndex={-1} role="status">
      <p class="notice-title">{t.title}</p>
      <p>{error ?? t.text}</p>
      <button type="button" class="button primary" onClick={setUp}>
        {t.setUp}
      </button>
    </div>
  );
}
