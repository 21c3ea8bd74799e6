import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { BusyText } from '../keys/busy-text.tsx';
import { FormDialog } from '../keys/form-dialog.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import { needsAgreement } from '../sealing/verdict.ts';
import type { ReviewedMember } from './copy-readers.policy.ts';
import { MemberReview } from './member-review.tsx';
import { useTeamText } from './texts/team-text.ts';

interface ReviewDialogProps {
  readonly title: string;
  readonly action: string;
  readonly busyText: string;
  readonly danger?: boolean;
  /** Who gets the team's key; of an empty list nobody is asked about. */
  readonly members: readonly ReviewedMember[];
  readonly children: ComponentChildren;
  /** @throws ApiProblem, KeyProblem */
  onConfirm(): Promise<void>;
  onClose(): void;
}

/** Asks before the team's key is given to others. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { title, action, busyText, danger, members, children, onConfirm, onClose } = props;
  const t = useTeamText();
  const [agreed, setAgreed] = useState(false);
  const [error, setError] = useState('');
  const { busy, problem, run } = useKeyAction();
  const submit = () => {
    const isOpen = !agreed && members.some(({ verdict }) => needsAgreement(verdict));
    setError(isOpen ? t.agreeFirst : '');
    if (!isOpen) void run(busyText, onConfirm);
  };
  return (
    <FormDialog
      title={title}
      action={action}
      {...(danger && { danger })}
      busy={busy !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      {children}
      <MemberReview members={members} agreed={agreed} error={error} onAgreed={setAgreed} />
      <KeyProblemNotice problem={problem} />
      <BusyText text={busy} />
    </FormDialog>
  );
}
