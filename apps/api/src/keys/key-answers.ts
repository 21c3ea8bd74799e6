import type { AccountKey, FormerKey, KeyUnlock, PublishedFormerKey, PublishedKey } from '@umschlag/contract';
import type { FormerPublishedKey, OwnKeyView, PublishedKey as PublishedKeyView, UnlockView } from '@umschlag/core';

const base64 = (octets: Buffer) => octets.toString('base64');

export function unlockAnswer({ id, kind, label, material, createdAt }: UnlockView): KeyUnlock {
  return { id, kind, label, material: base64(material), createdAt: createdAt.toISOString() };
}

export function publishedAnswer(key: PublishedKeyView): PublishedKey {
  const { fingerprint, version, publicKey, addressSalt, logSeq } = key;
  return { fingerprint, version, publicKey: base64(publicKey), addressSalt: base64(addressSalt), logSeq };
}

export function accountKeyAnswer(key: OwnKeyView): AccountKey {
  return {
    ...publishedAnswer(key),
    createdAt: key.createdAt.toISOString(),
    unlocks: key.unlocks.map(unlockAnswer),
  };
}

export function publishedFormerAnswer(key: FormerPublishedKey): PublishedFormerKey {
  return {
    ...publishedAnswer(key),
    state: key.state,
    replacedBy: key.replacedBy,
    statement: base64(key.statement),
    createdAt: key.createdAt.toISOString(),
    endedAt: key.endedAt.toISOString(),
  };
}

/** Of a key that has ended: the table holds its state, its statement and its end together. */
export function formerKeyAnswer(key: OwnKeyView): FormerKey {
  return {
    ...publishedFormerAnswer(key as OwnKeyView & FormerPublishedKey),
    formerKey: key.formerKey && base64(key.formerKey),
    unlocks: key.unlocks.map(unlockAnswer),
  };
}
