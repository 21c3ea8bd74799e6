import {
  type Argon2Cost,
  applyRevocation,
  certifyRevocation,
  copyToOwnKey,
  exportPublicKey,
  exportSecretKey,
  fingerprintWords,
  generateKey,
  importSecretKey,
  lockWith,
  newAccessCode,
  newRecoveryCode,
  openContacts,
  revokeKey,
  type SecretKey,
  sealContacts,
  sealFormerKey,
  sessionKeyPackets,
  signRotation,
  suggestPassphrase,
  tuneArgon2,
  type Unlock,
  type UnlockSecret,
  writeUnlock,
} from '@umschlag/keyring';
import { ownersKey, sealSubmission } from '../entrance/sealed/seal-submission.ts';
import { checkKey } from '../sealing/worker/check-key.ts';
import { openOwnManifest, releaseOwn } from '../sealing/worker/own-manifest.ts';
import { sealDelivery } from '../sealing/worker/seal-delivery.ts';
import { giveCopies, HeldTeamKeys, makeTeamKey, nextTeamKey } from '../teams/worker/held-team-keys.ts';
import { toBase64 } from '../transfer/base64.ts';
import { openSubmission } from '../upload-links/sealed/open-submission.ts';
import type { KeyOwner, KeyringCall, KeyringCalls, NewKeyMaterial, UnlockedKey } from './messages.ts';
import { textToBase64 } from './octets.ts';
import { openSealedDelivery } from './open-delivery.ts';
import { openReplacedKeys, openStoredKey, ownPublicKey } from './open-keys.ts';

/** A key is asked for that is not unlocked (any more). */
export class KeyLocked extends Error {
  override readonly name = 'KeyLocked';
}

type Handlers = { [Name in KeyringCall]: (ask: KeyringCalls[Name]['ask']) => Promise<KeyringCalls[Name]['answer']> };

/** Holds the unlocked keys of one account, and does with them what the page asks for. */
export class KeyHolder {
  #owner: KeyOwner | undefined;
  readonly #open = new Map<string, SecretKey>();
  /** Made, and not yet taken by the server. */
  readonly #pending = new Map<string, { owner: KeyOwner; key: SecretKey }>();
  readonly #teams = new HeldTeamKeys();
  #cost: Argon2Cost | undefined;

  /** Whether it holds anything of another account than this one. */
  holdsOfOthers(accountId: string): boolean {
    const owners = [this.#owner, ...[...this.#pending.values()].map(({ owner }) => owner)];
    return owners.some((owner) => owner !== undefined && owner.accountId !== accountId);
  }

  readonly handle: Handlers = {
    suggestPassphrase: async () => suggestPassphrase(),
    fingerprintWords: ({ fingerprint }) => fingerprintWords(fingerprint),
    exportPublicKey: async ({ owner, publicKey }) => exportPublicKey(await ownPublicKey(owner, publicKey)),
    unlock: async ({ owner, key, replacedKeys, secret }) => {
      const opened = await openStoredKey(owner, key, secret);
      const former = await openReplacedKeys(opened, replacedKeys);
      return this.#hold(owner, [opened, ...former]);
    },
    enrol: async ({ owner, passphrase, file }) => {
      const { address } = owner;
      const key = file
        ? await importSecretKey({ key: file.armored, passphrase: file.passphrase, address })
        : (await generateKey({ address })).secret;
      return this.#prepare(owner, key, passphrase);
    },
    rotate: async ({ fingerprint, passphrase }) => {
      const oldKey = this.#key(fingerprint);
      const owner = this.#owner!;
      const { secret: newKey } = await generateKey({ address: owner.address });
      const prepared = await this.#prepare(owner, newKey, passphrase);
      const statement = textToBase64(await signRotation({ oldKey, newKey }));
      const formerKey = toBase64(await sealFormerKey({ oldKey, newKey }));
      return { ...prepared, oldFingerprint: fingerprint, statement, formerKey };
    },
    adopt: async ({ fingerprint }) => {
      const pending = this.#pending.get(fingerprint);
      if (!pending) throw new KeyLocked();
      this.#pending.clear();
      return this.#hold(pending.owner, [pending.key]);
    },
    lockWithPassphrase: ({ fingerprint, passphrase }) => this.#byPassphrase(this.#key(fingerprint), passphrase),
    lockWithRecoveryCode: async ({ fingerprint }) => {
      const code = newRecoveryCode();
      const secret: UnlockSecret = { kind: 'recovery-code', code };
      return { code, material: materialOf(await lockWith({ key: this.#key(fingerprint), secret })) };
    },
    lockWithPasskey: async ({ fingerprint, passkey, prfOutput }) => {
      const secret: UnlockSecret = { kind: 'passkey', prfOutput };
      return materialOf(await lockWith({ key: this.#key(fingerprint), secret, passkey }));
    },
    openContacts: ({ fingerprint, octets, leastRevision }) =>
      openContacts(octets, { key: this.#key(fingerprint), leastRevision }),
    sealContacts: ({ fingerprint, list }) => sealContacts({ list, key: this.#key(fingerprint) }),
    makeTeamKey: ({ fingerprint, ...wish }) => makeTeamKey(this.#key(fingerprint), wish),
    openTeamKey: (stored) => this.#teams.open(this.#all(), stored),
    giveTeamKey: ({ fingerprint, teamFingerprint, readers }) =>
      giveCopies(this.#key(fingerprint), this.#teamKey(teamFingerprint), readers),
    rotateTeamKey: ({ fingerprint, teamFingerprint, ...wish }) =>
      nextTeamKey(this.#key(fingerprint), this.#teamKey(teamFingerprint), wish),
    checkKey: async (offered) => {
      await checkKey(offered);
      return true;
    },
    sessionKeyPackets: ({ fingerprint, file }) => sessionKeyPackets({ file, keys: [this.#key(fingerprint).public] }),
    publicKeyOf: async ({ fingerprint }) => exportPublicKey(this.#key(fingerprint).public),
    newAccessCode: async () => newAccessCode(),
    sealDelivery: ({ fingerprint, ...wish }) => sealDelivery(this.#key(fingerprint), wish),
    openOwnManifest: ({ octets, expected }) => openOwnManifest(this.#all(), octets, expected),
    releaseToRecipient: ({ fingerprint, ...wish }) => releaseOwn(this.#key(fingerprint), wish),
    exportSecretKey: async ({ fingerprint, passphrase }) =>
      exportSecretKey({ key: this.#key(fingerprint), passphrase }),
    revoke: async ({ fingerprint, reason }) => revokeKey({ key: this.#key(fingerprint), reason }),
    certifyRevocation: async ({ fingerprint }) => certifyRevocation({ key: this.#key(fingerprint), reason: 'retired' }),
    revokeByFile: async ({ owner, publicKey, file }) =>
      applyRevocation({ publicKey: await ownPublicKey(owner, publicKey), certificate: file }),
    openDelivery: async ({ opener, ...delivery }) => {
      const isCode = 'accessCode' in opener;
      return (await openSealedDelivery(delivery, isCode ? opener : { secretKey: this.#key(opener.fingerprint) }))
        .opened;
    },
    followOwnersKey: async (owner) => fingerprintWords((await ownersKey(owner)).fingerprint),
    sealSubmission,
    openSubmission: (received) => {
      const { teamId, readerFingerprint } = received;
      return openSubmission(
        teamId === null ? this.#key(readerFingerprint) : this.#teamKey(readerFingerprint),
        received,
      );
    },
    copyToOwnKey: async ({ accessCode, fingerprint, ...delivery }) => {
      const { public: ownKey } = this.#key(fingerprint);
      const { senderKey } = await openSealedDelivery(delivery, { accessCode });
      return copyToOwnKey(delivery.sealed, { accessCode, ownKey, expected: { ...delivery.expected, senderKey } });
    },
  };

  #all(): SecretKey[] {
    if (this.#open.size === 0) throw new KeyLocked();
    return [...this.#open.values()];
  }

  #key(fingerprint: string): SecretKey {
    const key = this.#open.get(fingerprint);
    if (!key) throw new KeyLocked();
    return key;
  }

  #teamKey(fingerprint: string): SecretKey {
    const key = this.#teams.get(fingerprint);
    if (!key) throw new KeyLocked();
    return key;
  }

  /** Keys of another account are dropped. */
  #hold(owner: KeyOwner, keys: readonly SecretKey[]): UnlockedKey {
    if (this.#owner?.accountId !== owner.accountId) {
      this.#open.clear();
      this.#teams.clear();
    }
    this.#owner = owner;
    for (const key of keys) this.#open.set(key.public.fingerprint, key);
    const { fingerprint } = keys[0]!.public;
    return { accountId: owner.accountId, fingerprint, opened: [...this.#open.keys()] };
  }

  async #prepare(owner: KeyOwner, key: SecretKey, passphrase: string): Promise<NewKeyMaterial> {
    const { fingerprint, keyVersion: version, announcesSeipdv2, openpgp } = key.public;
    const material = await this.#byPassphrase(key, passphrase);
    this.#pending.set(fingerprint, { owner, key });
    return { fingerprint, version, publicKey: toBase64(openpgp.write()), material, announcesSeipdv2 };
  }

  async #byPassphrase(key: SecretKey, passphrase: string): Promise<string> {
    // Measured once: a machine does not change while a page is open.
    this.#cost ??= (await tuneArgon2()).cost;
    return materialOf(await lockWith({ key, secret: { kind: 'passphrase', passphrase }, argon2: this.#cost }));
  }
}

const materialOf = (unlock: Unlock): string => textToBase64(writeUnlock(unlock));
