/** Heard by the keyring workers of all tabs. */
export const LOCK_CHANNEL = 'umschlag-keyring';

/** Keys of every other account are to be locked; of every account if there is none. */
export interface LockSignal {
  readonly exceptAccountId: string | undefined;
}

/**
 * Locks the keys in all tabs of this browser: at signing out, and when somebody else signs in. Small, and without the
 * keyring, since every page may have to do it.
 */
export function lockKeys(signal: LockSignal = { exceptAccountId: undefined }): void {
  // Not in every browser that shows a delivery, and where it is missing there are no keys of ours to be locked.
  if (!('BroadcastChannel' in globalThis)) return;
  const channel = new BroadcastChannel(LOCK_CHANNEL);
  channel.postMessage(signal);
  channel.close();
}
