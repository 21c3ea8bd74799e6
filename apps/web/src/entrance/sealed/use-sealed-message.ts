import { useEffect, useState } from 'preact/hooks';
import { findSubmissionText, keepSubmissionText } from '../../transfer/submission-text.ts';

/** Level 4: the message of a draft, kept encrypted on this device until it is sent. */
export function useSealedMessage(submissionId: string | undefined, level: number) {
  const [message, setMessage] = useState('');
  useEffect(() => {
    if (level !== 4 || submissionId === undefined) return;
    // Where storage is forbidden nothing was kept.
    findSubmissionText(submissionId).then(
      (kept) => kept !== undefined && setMessage((typed) => typed || kept),
      () => undefined,
    );
  }, [submissionId, level]);
  const write = (text: string) => {
    setMessage(text);
    if (submissionId !== undefined) keepSubmissionText(submissionId, text).catch(() => undefined);
  };
  return [message, write] as const;
}
