import type { Account, Answer } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { asProblem } from '../api/problem.ts';
import { loadContacts } from '../contacts/contacts.ts';
import { checkUsedKeys } from '../key-log/check-log.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { loadOwnKeys } from '../keys/own-keys.ts';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import type { WithoutKey } from '../transfer/draft-secrets.ts';
import { faultOf, type Review, type ReviewFault, reviewOf, usedKeys } from './review.ts';
import { sendSealed } from './send-sealed.ts';
import { type RecipientKeys, useRecipientKeys } from './use-recipient-keys.ts';

/** As much of a draft as is needed here. */
interface SecretDraft {
  readonly recipients: readonly string[];
  readonly withoutKey: Readonly<Record<string, WithoutKey>>;
}

type OwnKey = Answer<'GET /api/v1/account/key'>['key'];

/** Of a draft of level 3 or 4: one's own key, the recipients' keys, and sending. */
export function useSecretSending(account: Account, { recipients, withoutKey }: SecretDraft, isWanted: boolean) {
  const [ownKey, setOwnKey] = useState<OwnKey | undefined>();
  const [problem, setProblem] = useState<AnyKeyProblem | undefined>();
  const secretKey = useUnlockedKey(account);
  useEffect(() => {
    if (!isWanted || ownKey) return;
    loadOwnKeys().then(
      ({ key }) => setOwnKey(key),
      (error) => setProblem(asProblem(error)),
    );
  }, [isWanted]);
  const addresses = [...new Set(recipients.map((one) => one.toLowerCase()))];
  const own = ownKey ? { address: account.email, fingerprint: ownKey.fingerprint } : undefined;
  const keys: RecipientKeys = useRecipientKeys(addresses, isWanted ? own : undefined);

  /** The present key, also where a former one was opened after it. @throws Cancelled */
  const unlocked = async (): Promise<UnlockedKey> => {
    const open = await secretKey.unlock(own?.fingerprint);
    return { ...open, fingerprint: own?.fingerprint ?? open.fingerprint };
  };
  /** Unlocks, and asks anew about everybody. @throws ApiProblem, KeyProblem, Cancelled */
  const review = async (): Promise<Review | ReviewFault> => {
    const contacts = await loadContacts(account, await unlocked());
    const fresh = await keys.refresh();
    const fault = faultOf(addresses, new Map(fresh.map((key) => [key.address, key])), withoutKey);
    if (fault) return fault;
    const log = await checkUsedKeys(usedKeys(fresh, contacts));
    return reviewOf(fresh, withoutKey, contacts, account.email, log);
  };

  const send = async (work: Omit<Parameters<typeof sendSealed>[0], 'account' | 'key'>): Promise<void> =>
    sendSealed({ account, key: await unlocked(), ...work });

  return {
    /** `undefined`: still looked for; `null`: there is none. */
    ownKey,
    problem,
    addresses,
    keys,
    fault: faultOf(addresses, keys.found, withoutKey),
    review,
    send,
    dialog: secretKey.dialog,
  };
}

export type SecretSending = ReturnType<typeof useSecretSending>;
