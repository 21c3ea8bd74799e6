import type { Account, ReceivedDelivery } from '@umschlag/contract';
import { useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ask } from '../keys/keyring.ts';
import type { KeyringCalls } from '../keys/messages.ts';
import { isKeyProblem } from '../keys/problem-text.ts';
import type { OpenedDelivery, SealedDelivery } from '../keys/sealed-delivery.ts';
import { useKeyAction } from '../keys/use-key-action.ts';
import { loadManifest } from './manifest-octets.ts';
import { asRefusal } from './refusals.ts';
import { rememberedSenders } from './remembered-sender.ts';
import { reportRefusal } from './report-refusal.ts';

/** A delivery that is open. */
export interface Opened {
  readonly opened: OpenedDelivery;
  readonly sealed: SealedDelivery;
  /** What it was opened with, if not with a key. */
  readonly accessCode: string | undefined;
}

export type Opener = KeyringCalls['openDelivery']['ask']['opener'];

/** What the server says, for the keyring to hold against what the sender signed. */
const expectedOf = (delivery: ReceivedDelivery, account: Account): SealedDelivery['expected'] => ({
  deliveryId: delivery.id,
  level: delivery.level as 3 | 4,
  senderAddress: delivery.sender.email,
  myAddress: account.email,
  objects: delivery.files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
});

/** Opens a delivery in the keyring's worker; what is not as it was signed is refused, and the sender told. */
export function useOpening(token: string, delivery: ReceivedDelivery, account: Account) {
  const [opened, setOpened] = useState<Opened | undefined>();
  const action = useKeyAction();

  /** Of the last try, which may be repeated with another key of the sender's. */
  const last = useRef<{ meanwhile: string; by: Opener; remembered: string | undefined } | undefined>(undefined);

  const openBy = async (meanwhile: string, by: Opener, acceptedKey?: string): Promise<void> => {
    const senderAddress = delivery.sender.email;
    const [octets, senderKeys, remembered] = await Promise.all([
      loadManifest(token),
      call('GET /api/v1/links/:token/sender-key', { params: { token } }),
      acceptedKey ?? rememberedSenders.fingerprintOf(senderAddress),
    ]);
    last.current = { meanwhile, by, remembered };
    const sealed = { sealed: octets, senderKeys, expected: expectedOf(delivery, account), remembered };
    const result = await ask('openDelivery', { ...sealed, opener: by }).catch((error) => {
      if (isKeyProblem(error)) reportRefusal(token, asRefusal(error.code));
      throw error;
    });
    await rememberedSenders.remember(senderAddress, result.signer);
    const accessCode = 'accessCode' in by ? by.accessCode : undefined;
    setOpened({ opened: result, sealed: { ...sealed, remembered: result.signer.fingerprint }, accessCode });
  };

  return {
    busy: action.busy,
    problem: action.problem,
    remembered: last.current?.remembered,
    opened,
    open: (meanwhile: string, opener: () => Promise<Opener>) =>
      action.run(meanwhile, async () => openBy(meanwhile, await opener())),
    /** Once more, with a key of the sender's that the person has compared by telephone. */
    acceptKey: (fingerprint: string) => {
      const before = last.current;
      if (before) void action.run(before.meanwhile, () => openBy(before.meanwhile, before.by, fingerprint));
    },
  };
}

export type Opening = ReturnType<typeof useOpening>;
