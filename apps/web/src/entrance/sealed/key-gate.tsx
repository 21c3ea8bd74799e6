import type { Entrance } from '@umschlag/contract';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, KeyProblem } from '../../keys/keyring.ts';
import { Page } from '../../ui/page.tsx';
import { useEntranceText } from '../texts/entrance-text.ts';
import { trustedKey } from './trusted-key.ts';

interface KeyGateProps {
  readonly entrance: Entrance;
  readonly children: ComponentChildren;
}

/** What speaks against sealing to the key that the server gives out. */
type Fault = 'noFingerprint' | 'noKey' | 'otherKey' | 'lowered' | 'failed';

/**
 * Levels 3 and 4: lets nobody choose a file before the key that the server gives out is the one in the link, or its
 * proven successor. It is looked at again when the submission is sealed. A link with a key is one of these levels,
 * whatever the server says: else it would get the files in the open.
 */
export function KeyGate({ entrance, children }: KeyGateProps) {
  const { ownerKeys, level } = entrance;
  const isSealed = level >= 3;
  const t = useEntranceText();
  const [state, setState] = useState<'looking' | 'right' | Fault>('looking');
  const look = async () => {
    setState('looking');
    setState(isSealed ? await findFault(ownerKeys) : 'right');
  };
  const seen = isSealed && `${ownerKeys?.key?.fingerprint} ${trustedKey()}`;
  useEffect(() => void look(), [seen]);
  const isLowered = !isSealed && trustedKey() !== undefined;
  const shown = isLowered ? 'lowered' : isSealed ? state : 'right';
  if (shown === 'right') return <>{children}</>;
  if (shown === 'looking') return <p class="loading">{t.sealed.looking}</p>;
  const { title, text, next } = t.sealed.faults[shown];
  return (
    <Page title={title}>
      <div class="notice error" role="alert">
        <p>{text}</p>
      </div>
      <p>{next(entrance.owner, entrance.organisation)}</p>
      {shown === 'failed' && (
        <button type="button" class="button" onClick={() => void look()}>
          {t.sealed.again}
        </button>
      )}
    </Page>
  );
}

async function findFault(ownerKeys: Entrance['ownerKeys']): Promise<'right' | Fault> {
  const trusted = trustedKey();
  if (trusted === undefined) return 'noFingerprint';
  if (!ownerKeys?.key) return 'noKey';
  try {
    await ask('followOwnersKey', { trusted, ownerKeys });
    return 'right';
  } catch (error) {
    const isOurs = error instanceof KeyProblem && (error.code === 'worker_failed' || error.code === 'locked');
    return isOurs ? 'failed' : 'otherKey';
  }
}
