import type { Account, ReceivedDelivery } from '@umschlag/contract';
import { useRef, useState } from 'preact/hooks';
import { call, getOctets } from '../api/call.ts';
import { loadContacts, rememberKeys } from '../contacts/contacts.ts';
import { ask } from '../keys/keyring.ts';
import type { KeyringCalls, UnlockedKey } from '../keys/messages.ts';
import { isKeyProblem } from '../keys/problem-text.ts';
import type { OpenedDelivery, SealedDelivery } from '../keys/sealed-delivery.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { asRefusal } from './refusals.ts';
import { reportRefusal } from './report-refusal.ts';

/** A delivery that is open. */
export interface Opened {
  readonly opened: OpenedDelivery;
  readonly sealed: SealedDelivery;
  /** What it was opened with, if not with a key. */
  readonly accessCode: string | undefined;
  /** The sender's key is the one that was remembered. */
  readonly isKnown: boolean;
}

type Opener = KeyringCalls['openDelivery']['ask']['opener'];

/** What the server says, for the keyring to hold against what the sender signed. */
const expectedOf = (delivery: ReceivedDelivery, account: Account): SealedDelivery['expected'] => ({
  deliveryId: delivery.id,
  level: delivery.level as 3 | 4,
  senderAddress: delivery.sender.email,
  myAddress: account.email,
  objects: delivery.files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
});

/** What opens it, and the key that opens the contacts, if one is unlocked. */
export interface Unlocked {
  readonly opener: Opener;
  readonly key: UnlockedKey | undefined;
}

interface Try extends Unlocked {
  readonly meanwhile: string;
  /** The fingerprint that was remembered of the sender. */
  readonly remembered: string | undefined;
}

/** Opens a delivery in the keyring's worker; what is not as it was signed is refused, and the sender told. */
export function useOpening(token: string, delivery: ReceivedDelivery, account: Account) {
  const [opened, setOpened] = useState<Opened | undefined>();
  const { busy, problem, run } = useKeyAction();
  const last = useRef<Try | undefined>(undefined);

  const openBy = async (meanwhile: string, { opener, key }: Unlocked, acceptedKey?: string): Promise<void> => {
    const senderAddress = delivery.sender.email;
    const [{ octets }, senderKeys, remembered] = await Promise.all([
      getOctets('GET /api/v1/links/:token/manifest', { params: { token } }),
      call('GET /api/v1/links/:token/sender-key', { params: { token } }),
      acceptedKey ?? rememberedOf(account, key, senderAddress),
    ]);
    last.current = { meanwhile, opener, key, remembered };
    const sealed = { sealed: octets, senderKeys, expected: expectedOf(delivery, account), remembered };
    const result = await ask('openDelivery', { ...sealed, opener }).catch((error) => {
      if (isKeyProblem(error)) reportRefusal(token, asRefusal(error.code));
      throw error;
    });
    // Another key than the remembered one is accepted by whoever has compared its words.
    const compared = acceptedKey === undefined ? {} : { compared: new Date().toISOString() };
    if (key) await rememberKeys(account, key, [{ address: senderAddress, ...result.signer, ...compared }]);
    const accessCode = 'accessCode' in opener ? opener.accessCode : undefined;
    setOpened({ opened: result, sealed, accessCode, isKnown: remembered !== undefined && acceptedKey === undefined });
  };

  return {
    busy,
    problem,
    remembered: last.current?.remembered,
    opened,
    open: (meanwhile: string, unlock: () => Promise<Unlocked>) =>
      run(meanwhile, async () => openBy(meanwhile, await unlock())),
    /** Once more, with a key of the sender's that the person has compared by telephone. */
    acceptKey: (fingerprint: string) => {
      const before = last.current;
      if (before) void run(before.meanwhile, () => openBy(before.meanwhile, before, fingerprint));
    },
  };
}

export type Opening = ReturnType<typeof useOpening>;

/** The sender's fingerprint in the contacts; who has unlocked no key has none at hand. */
export async function rememberedOf(
  account: Account,
  key: UnlockedKey | undefined,
  address: string,
): Promise<string | undefined> {
  return key && (await loadContacts(account, key)).get(address)?.fingerprint;
}
