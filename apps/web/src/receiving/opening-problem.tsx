import type { ReceivedDelivery } from '@umschlag/contract';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { KeyProblem } from '../keys/keyring.ts';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { ChangedKeyNotice, RefusalNotice } from './refusal-notice.tsx';
import { asRefusal } from './refusals.ts';

interface OpeningProblemProps {
  readonly problem: AnyKeyProblem | undefined;
  readonly delivery: ReceivedDelivery;
  /** The sender's fingerprint as it was remembered when this was tried. */
  readonly remembered: string | undefined;
  /** The person has compared the words of the key that is another than the remembered one. */
  onAcceptKey(fingerprint: string): void;
}

/** Why a delivery was not opened. */
export function OpeningProblem({ problem, delivery, remembered, onAcceptKey }: OpeningProblemProps) {
  const senderAddress = delivery.sender.email;
  const reason = problem && asRefusal(problem.code);
  if (!reason) return <KeyProblemNotice problem={problem} />;
  const { expectedFingerprint, actualFingerprint: actual } = problem instanceof KeyProblem ? problem.details : {};
  if (reason === 'wrong_signer' && actual && remembered !== undefined && remembered === expectedFingerprint) {
    const onAccept = () => onAcceptKey(actual);
    return <ChangedKeyNotice {...{ senderAddress, remembered, actual, onAccept }} />;
  }
  return <RefusalNotice reason={reason} senderAddress={senderAddress} />;
}
