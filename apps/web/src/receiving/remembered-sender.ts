/**
 * The place of the contact list: which key of a sender this account remembers. Until the web app has one nothing is
 * remembered, each delivery is a first contact, and the page shows the key's words each time.
 */
export interface RememberedSenders {
  /** The fingerprint, upper-case hex; undefined before the first contact. */
  fingerprintOf(address: string): Promise<string | undefined>;
  /** To be called once a manifest with that signature was opened and checked. */
  remember(address: string, key: RememberedKey): Promise<void>;
}

export interface RememberedKey {
  readonly fingerprint: string;
  /** The key's place in the key log. */
  readonly addressSalt: string;
  readonly logSeq: number;
}

export const rememberedSenders: RememberedSenders = {
  fingerprintOf: async () => undefined,
  remember: async () => {},
};
