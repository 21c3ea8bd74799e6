import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { useTeamText } from './texts/team-text.ts';

/** What the keyring refuses a copy of the team's key for: nobody has typed anything wrong. */
const OF_THE_COPY: ReadonlySet<string> = new Set([
  'wrong_secret',
  'damaged',
  'malformed',
  'not_signed',
  'bad_signature',
  'key_mismatch',
  'key_malformed',
  'key_inconsistent',
  'key_address_mismatch',
]);

/** Why the team's key is not open. */
export function TeamKeyProblem({ problem }: { readonly problem: AnyKeyProblem | undefined }) {
  const { key: t } = useTeamText();
  const text = problem?.code === 'rotation_invalid' ? t.notFollowing : t.copyUnusable;
  if (problem?.code !== 'rotation_invalid' && !OF_THE_COPY.has(problem?.code ?? '')) {
    return <KeyProblemNotice problem={problem} />;
  }
  return (
    <div class="notice error" role="alert">
      <p>{text}</p>
    </div>
  );
}
