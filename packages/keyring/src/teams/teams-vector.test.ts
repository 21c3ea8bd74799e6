import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readPrivateKey } from 'openpgp';
import type { SecretKey } from '../keys/key.ts';
import { openFormerKeys } from '../keys/open-former-keys.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import { verifySuccession } from '../keys/verify-succession.ts';
import { openTeamCopy } from './open-team-copy.ts';
import { readTeamKey, teamAddress } from './team-key.ts';

const vector = JSON.parse(await readFile(new URL('../../vectors/teams.json', import.meta.url), 'utf8'));
const now = new Date(vector.later);
const octets = (base64: string) => Buffer.from(base64, 'base64');
const teamKey = (key: string, purpose?: 'history') =>
  readTeamKey({ teamId: vector.teamId, key: octets(key), now, ...(purpose && { purpose }) });

const members = {} as Record<'anna' | 'berta' | 'carl', SecretKey>;
beforeAll(async () => {
  for (const name of ['anna', 'berta', 'carl'] as const) {
    const openpgp = await readPrivateKey({ armoredKey: vector.secretKeys[name] });
    const key = openpgp.toPublic().write();
    members[name] = { openpgp, public: await readPublicKey({ key, address: `${name}@example.org`, now }) };
  }
});

const open = async (copy: string, member: SecretKey, key: string) =>
  openTeamCopy(octets(copy), {
    teamKey: await teamKey(key, 'history'),
    ownKeys: [member],
    members: [members.anna.public],
    now,
  });

describe('the published vector of a team', () => {
  test('opens the copies for those whose they are', async () => {
    const { first, second } = vector;
    expect((await open(first.copyForCarl, members.carl, first.publicKey)).givenBy).toBe(
      members.anna.public.fingerprint,
    );
    await expect(open(second.copyForBerta, members.berta, second.publicKey)).resolves.toBeDefined();
    await expect(open(second.copyForBerta, members.carl, second.publicKey)).rejects.toMatchObject({
      code: 'wrong_secret',
    });
  });

  test('leads from the first key to the second, and back for whoever holds the second', async () => {
    const { first, second } = vector;
    const former = await teamKey(first.publicKey, 'history');
    const today = await verifySuccession(former.fingerprint, {
      address: teamAddress(vector.teamId),
      publicKey: octets(second.publicKey),
      formerKeys: [{ publicKey: octets(first.publicKey), statement: second.statement }],
      now,
    });
    const { key: newest } = await open(second.copyForBerta, members.berta, second.publicKey);
    const replaced = [
      { publicKey: octets(first.publicKey), replacedBy: today.fingerprint, sealed: octets(second.formerKey) },
    ];
    const [opened] = await openFormerKeys({ newest, replaced, now });
    expect(opened!.public.fingerprint).toBe(former.fingerprint);
  });
});
