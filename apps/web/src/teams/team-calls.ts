import type { Team } from '@umschlag/contract';
import type { OfferedKey } from '../sealing/sealing-calls.ts';

type TeamKey = NonNullable<Team['key']>;

/** A member who gets a copy, with the key that it is sealed to. */
export interface CopyReader extends OfferedKey {
  readonly accountId: string;
}

/** A team's key as the server keeps it, with what this browser knows of it. */
export interface StoredTeamKey {
  readonly teamId: string;
  readonly key: TeamKey;
  /** One's own copy, base64. */
  readonly copy: string;
  /** Of the members, any of whom may have given the copy. */
  readonly members: readonly OfferedKey[];
  /** Fingerprint of the team's key that this browser knows, today's or a former one. */
  readonly known: string | undefined;
}

export interface OpenedTeamKey {
  /** Computed here, of the key that is open now. */
  readonly fingerprint: string;
  /** Of the member's key that gave the copy; undefined: of nobody among today's members. */
  readonly givenBy: string | undefined;
}

/** A copy as the API takes it. */
export interface CopyMaterial {
  readonly accountId: string;
  readonly sealedTo: string;
  /** Base64. */
  readonly material: string;
}

/** A team's first key as the API takes it. */
export interface TeamKeyMaterial {
  readonly fingerprint: string;
  /** Base64. */
  readonly publicKey: string;
  readonly copies: CopyMaterial[];
}

/** A team's first key, and which one that is. */
export interface NewTeamKey {
  readonly fingerprint: string;
  readonly body: TeamKeyMaterial;
}

/** A team's next key, and which one that is. */
export interface NextTeamKey {
  readonly fingerprint: string;
  readonly body: TeamKeyMaterial & {
    /** Base64. */
    readonly statement: string;
    readonly formerKey: string;
    readonly formerFingerprint: string;
  };
}
