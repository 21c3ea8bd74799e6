import { beforeAll, describe, expect, test } from '@jest/globals';
import { newSessionKey } from '@umschlag/sealed';
import fc from 'fast-check';
import { createMessage, encrypt } from 'openpgp';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { openFormerKeys, type ReplacedKey } from '../keys/open-former-keys.ts';
import { verifySuccession } from '../keys/verify-succession.ts';
import { sessionKeyOf, WRITING } from '../manifest/message-profile.ts';
import { readPackets } from '../manifest/packets.ts';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import { openTeamCopy } from './open-team-copy.ts';
import { rotateTeamKey, type TeamRotation } from './rotate-team-key.ts';
import { sealTeamCopies, type TeamCopy } from './seal-team-copies.ts';
import { generateTeamKey, readTeamKey, teamAddress } from './team-key.ts';

const TEAM = '0b5f0e2c-4c8b-4f53-9e53-7b8f1a2c3d4e';
const OTHER_TEAM = '1b5f0e2c-4c8b-4f53-9e53-7b8f1a2c3d4e';
const later = minutesAfter(60);

let anna: SecretKey;
let berta: SecretKey;
let carl: SecretKey;
let team: SecretKey;
beforeAll(async () => {
  [anna, berta, carl] = (await Promise.all(
    ['anna', 'berta', 'carl'].map(async (name) => (await newKey(`${name}@amt.example`)).secret),
  )) as [SecretKey, SecretKey, SecretKey];
  team = (await generateTeamKey({ teamId: TEAM, now: NOW })).secret;
});

const publicOf = (keys: readonly SecretKey[]): PublicKey[] => keys.map((key) => key.public);
const copiesFor = (members: readonly SecretKey[], teamKey = team, giver = anna) =>
  sealTeamCopies({ teamKey, giver, memberKeys: publicOf(members), now: NOW });
const open = (copy: TeamCopy, ownKeys: readonly SecretKey[], teamKey = team.public, members = [anna, berta, carl]) =>
  openTeamCopy(copy.octets, { teamKey, ownKeys, members: publicOf(members), now: later });
const rotate = (teamKey: SecretKey, members: readonly SecretKey[], minutes = 1) =>
  rotateTeamKey({ teamId: TEAM, teamKey, giver: anna, memberKeys: publicOf(members), now: minutesAfter(minutes) });
const replacedBy = (former: SecretKey, next: TeamRotation): ReplacedKey => ({
  publicKey: former.public.openpgp.write(),
  replacedBy: next.publicKey.fingerprint,
  sealed: next.formerKey,
});

describe('a team’s key', () => {
  test('is one of the same kind as a person’s, and of this team only', async () => {
    expect(team.public).toMatchObject({ address: teamAddress(TEAM), keyVersion: anna.public.keyVersion });
    const key = team.public.openpgp.write();
    expect((await readTeamKey({ teamId: TEAM.toUpperCase(), key, now: later })).fingerprint).toBe(
      team.public.fingerprint,
    );
    const ofOther = readTeamKey({ teamId: OTHER_TEAM, key, now: later });
    await expect(ofOther).rejects.toMatchObject(code('key_address_mismatch'));
    const ofPerson = readTeamKey({ teamId: TEAM, key: anna.public.openpgp.write(), now: later });
    await expect(ofPerson).rejects.toMatchObject(code('key_address_mismatch'));
  });

  test('is not made for what is no team', () => {
    for (const id of ['', 'anna', `${TEAM}0`, `${TEAM}>`]) expect(() => teamAddress(id)).toThrow(RangeError);
  });
});

describe('a copy of a team’s key', () => {
  test('opens for its member, and says who gave it', async () => {
    const [, copy] = await copiesFor([anna, berta]);
    expect(copy!.sealedTo).toBe(berta.public.fingerprint);
    const { key, givenBy } = await open(copy!, [berta]);
    expect(key.openpgp.write()).toEqual(team.openpgp.write());
    expect(givenBy).toBe(anna.public.fingerprint);
  });

  test('opens with a former key of its member', async () => {
    const [copy] = await copiesFor([berta]);
    await expect(open(copy!, [carl, berta])).resolves.toBeDefined();
  });

  test('opens for nobody else, whoever gave it', async () => {
    const [copy] = await copiesFor([berta]);
    await expect(open(copy!, [anna])).rejects.toMatchObject(code('wrong_secret'));
    await expect(open(copy!, [carl])).rejects.toMatchObject(code('wrong_secret'));
    await expect(open(copy!, [team])).rejects.toMatchObject(code('wrong_secret'));
  });

  test('whose giver is no member any more says so', async () => {
    const [copy] = await copiesFor([berta]);
    expect((await open(copy!, [berta], team.public, [berta, carl])).givenBy).toBeUndefined();
  });

  test('is small enough for the server', async () => {
    const [copy] = await copiesFor([berta]);
    expect(copy!.octets.length).toBeLessThan(16_384);
  });

  test('that holds another key than the team’s of today is refused: an older one, or that of another team', async () => {
    const next = await rotate(team, [berta]);
    const [older] = await copiesFor([berta]);
    await expect(open(older!, [berta], next.publicKey)).rejects.toMatchObject(code('key_mismatch'));
    const other = await generateTeamKey({ teamId: OTHER_TEAM, now: NOW });
    const [foreign] = await copiesFor([berta], other.secret);
    await expect(open(foreign!, [berta])).rejects.toMatchObject(code('key_mismatch'));
  });

  test('whose secret part belongs to another key is refused: signing would give it away', async () => {
    const other = (await generateTeamKey({ teamId: TEAM, now: NOW })).secret;
    const { openpgp } = (await generateTeamKey({ teamId: TEAM, now: NOW })).secret;
    const { privateParams } = other.openpgp.keyPacket as unknown as { privateParams: object };
    const mixed = { public: await readTeamKey({ teamId: TEAM, key: openpgp.toPublic().write(), now: NOW }), openpgp };
    Object.assign(openpgp.keyPacket, { privateParams });
    const [copy] = await copiesFor([berta], mixed);
    await expect(open(copy!, [berta], mixed.public)).rejects.toMatchObject(code('key_inconsistent'));
  });

  /** What somebody makes who has only public keys, such as the server. */
  const forged = async (signers: readonly SecretKey[], readers: readonly SecretKey[] = [berta]) => {
    const signed = signers.length > 0 && { signingKeys: signers.map(({ openpgp }) => openpgp) };
    const octets = await encrypt({
      message: await createMessage({ binary: team.openpgp.write(), date: NOW }),
      encryptionKeys: readers.map((reader) => reader.public.openpgp),
      sessionKey: sessionKeyOf(newSessionKey()),
      ...signed,
      format: 'binary',
      date: NOW,
      config: WRITING,
    });
    return { sealedTo: berta.public.fingerprint, octets: new Uint8Array(octets) };
  };

  test('that nobody signed is refused, as are two signatures and two readers', async () => {
    await expect(forged([]).then((copy) => open(copy, [berta]))).rejects.toMatchObject(code('not_signed'));
    const two = await forged([anna, carl]);
    await expect(open(two, [berta])).rejects.toMatchObject(code('bad_signature'));
    const forTwo = await forged([anna], [berta, carl]);
    await expect(open(forTwo, [berta])).rejects.toMatchObject(code('malformed'));
    await expect(open(await forged([anna]), [berta])).resolves.toBeDefined();
  });

  const refusedOr = async (opening: ReturnType<typeof open>) => {
    try {
      return (await opening).key.openpgp.write();
    } catch (error) {
      expect(error).toMatchObject({ name: 'KeyringError' });
      return undefined;
    }
  };

  test('in which any octet differs opens as nothing else; only whom it is for may be written otherwise', async () => {
    const [copy] = await copiesFor([berta]);
    const { octets } = copy!;
    const { content } = (await readPackets(octets)).packets;
    const contentAt = octets.length - content.length;
    await fc.assert(
      fc.asyncProperty(fc.nat(octets.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const found = await refusedOr(open({ ...copy!, octets: octets.with(at, octets[at]! ^ change) }, [berta]));
        if (found) expect(found).toEqual(team.openpgp.write());
        expect(at >= contentAt && found !== undefined).toBe(false);
      }),
    );
  });

  test('that was cut is refused, wherever', async () => {
    const [copy] = await copiesFor([berta]);
    await fc.assert(
      fc.asyncProperty(fc.nat(copy!.octets.length - 1), async (length) => {
        expect(await refusedOr(open({ ...copy!, octets: copy!.octets.subarray(0, length) }, [berta]))).toBeUndefined();
      }),
    );
  });
});

describe('after a rotation', () => {
  test('a member who has left opens nothing that is sealed to the next key, whatever they kept', async () => {
    const next = await rotate(team, [anna, berta]);
    const kept = [carl, team];
    for (const copy of next.copies) await expect(open(copy, kept, next.publicKey)).rejects.toThrow();
    const nothing = openFormerKeys({ newest: team, replaced: [replacedBy(team, next)], now: later });
    expect(await nothing).toEqual([]);
    const sealed = await encrypt({
      message: await createMessage({ binary: new Uint8Array([1]), date: NOW }),
      encryptionKeys: next.publicKey.openpgp,
      format: 'binary',
      date: minutesAfter(2),
    });
    const copy = { sealedTo: '', octets: new Uint8Array(sealed) };
    await expect(open(copy, kept, next.publicKey)).rejects.toMatchObject({ name: 'KeyringError' });
  });

  test('a new member opens all that came before, however many keys there were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), async (rotations) => {
        const secrets = [team];
        const replaced: ReplacedKey[] = [];
        for (let turn = 1; turn <= rotations; turn += 1) {
          const next = await rotate(secrets[0]!, [anna], turn);
          const opened = await open(next.copies[0]!, [anna], next.publicKey);
          replaced.unshift(replacedBy(secrets[0]!, next));
          secrets.unshift(opened.key);
        }
        const [copy] = await copiesFor([carl], secrets[0]!);
        const { key: newest } = await open(copy!, [carl], secrets[0]!.public);
        const former = await openFormerKeys({ newest, replaced, now: later });
        expect(former.map(({ openpgp }) => openpgp.write())).toEqual(
          secrets.slice(1).map((key) => key.openpgp.write()),
        );
      }),
      { numRuns: 4 },
    );
  });

  test('a former key that does not open closes only what is before it, and is told', async () => {
    const second = await rotate(team, [anna]);
    const secondSecret = (await open(second.copies[0]!, [anna], second.publicKey)).key;
    const third = await rotate(secondSecret, [anna], 2);
    const newest = (await open(third.copies[0]!, [anna], third.publicKey)).key;
    const sealed = second.formerKey.with(-1, second.formerKey.at(-1)! ^ 1);
    const told: unknown[] = [];
    const former = await openFormerKeys({
      newest,
      replaced: [replacedBy(secondSecret, third), { ...replacedBy(team, second), sealed }],
      now: later,
      onUnopened: (error) => told.push(error),
    });
    expect(publicOf(former).map(({ fingerprint }) => fingerprint)).toEqual([secondSecret.public.fingerprint]);
    expect(told).toMatchObject([{ code: 'unlock_damaged' }]);
  });

  test('the next key is proven from the former one, which an upload link may still name', async () => {
    const next = await rotate(team, [anna]);
    const proven = await verifySuccession(team.public.fingerprint, {
      address: teamAddress(TEAM),
      publicKey: next.publicKey.openpgp.write(),
      formerKeys: [{ publicKey: team.public.openpgp.write(), statement: next.statement }],
      now: later,
    });
    expect(proven.fingerprint).toBe(next.publicKey.fingerprint);
  });

  test('the copies are as many as members stay, in their order', async () => {
    const { copies } = await rotate(team, [berta, anna]);
    expect(copies.map(({ sealedTo }) => sealedTo)).toEqual([berta.public.fingerprint, anna.public.fingerprint]);
  });
});
