import type { Entrance } from '@umschlag/contract';
import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../api/problem.ts';
import type { Candidate } from '../transfer/admit-files.ts';
import type { PickedFile } from '../transfer/messages.ts';
import { uploads } from '../transfer/transfers.ts';
import { acceptedFor } from './checklist.ts';
import { type Draft, targetOf } from './draft.ts';

interface Added {
  readonly picked: readonly PickedFile[];
  readonly requestedDocumentId: string | undefined;
}

/**
 * Adds files: with the first ones the submission begins. What was chosen waits until it has, also when that fails; a
 * new try takes it along.
 */
export function useAdding(
  begin: () => Promise<Draft>,
  { level, details, files }: Pick<Entrance, 'level' | 'details' | 'files'>,
) {
  const [waiting, setWaiting] = useState<readonly Added[]>([]);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const queue = useRef<Added[]>([]);
  const running = useRef(false);

  const flush = async () => {
    if (running.current) return;
    running.current = true;
    setProblem(undefined);
    try {
      const target = targetOf(await begin());
      for (const { picked, requestedDocumentId } of queue.current.splice(0)) {
        const kinds = acceptedFor(details?.documents ?? [], requestedDocumentId);
        const accepted = level < 3 ? null : { kinds, policy: files };
        uploads.add(target, picked, { isSecret: level >= 3, requestedDocumentId, accepted });
      }
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      running.current = false;
      setWaiting([...queue.current]);
    }
  };
  const add = (picked: readonly PickedFile[], requestedDocumentId: string | undefined) => {
    queue.current.push({ picked, requestedDocumentId });
    setWaiting([...queue.current]);
    void flush();
  };
  return { add, retry: () => void flush(), waiting: waiting.flatMap(candidatesOf), problem };
}

const candidatesOf = ({ picked, requestedDocumentId }: Added): Candidate[] =>
  picked.map(({ path, file }) => ({ path, sizeBytes: file.size, requestedDocumentId }));
