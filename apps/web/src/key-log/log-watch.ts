import { addressCommitment, type KeyLogFact } from '@umschlag/contract/key-log';
import { fromBase64 } from '../transfer/base64.ts';

/** A key, and where it is said to stand in the key log. */
export interface LoggedKey {
  readonly address: string;
  readonly fingerprint: string;
  /** Opens the commitment to the address, base64. */
  readonly addressSalt: string;
  readonly logSeq: number;
}

/** Keeps of the log what it says about some addresses. */
export class LogWatch {
  readonly #commitments: ReadonlyMap<LoggedKey, string>;
  readonly #facts: ReadonlyMap<string, KeyLogFact[]>;

  private constructor(commitments: ReadonlyMap<LoggedKey, string>) {
    this.#commitments = commitments;
    this.#facts = new Map([...commitments.values()].map((commitment) => [commitment, []]));
  }

  static async over(keys: readonly LoggedKey[]): Promise<LogWatch> {
    const commitments = new Map<LoggedKey, string>();
    for (const key of keys) commitments.set(key, await addressCommitment(fromBase64(key.addressSalt), key.address));
    return new LogWatch(commitments);
  }

  see(facts: readonly KeyLogFact[]): void {
    for (const fact of facts) this.#facts.get(fact.address)?.push(fact);
  }

  /** All that was seen under the address of a key, in order. */
  factsOf(key: LoggedKey): readonly KeyLogFact[] {
    return this.#facts.get(this.#commitments.get(key) ?? '') ?? [];
  }

  /** Whether its entry was seen, and says that this key was added for this address. */
  isThere(key: LoggedKey): boolean {
    return this.factsOf(key).some(
      ({ seq, event, fingerprint }) => seq === key.logSeq && event === 'added' && fingerprint === key.fingerprint,
    );
  }

  /** Whether what was seen after its entry leaves this key in force. */
  isInForce(key: LoggedKey): boolean {
    let inForce: string | undefined = key.fingerprint;
    for (const { seq, event, fingerprint } of this.factsOf(key)) {
      if (seq <= key.logSeq) continue;
      if (event === 'added') inForce = fingerprint;
      else if (fingerprint === inForce) inForce = undefined;
    }
    return inForce === key.fingerprint;
  }
}
