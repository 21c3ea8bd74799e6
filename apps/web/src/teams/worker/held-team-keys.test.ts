import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Team } from '@umschlag/contract';
import { generateKey, type SecretKey } from '@umschlag/keyring';
import { toBase64 } from '../../transfer/base64.ts';
import type { CopyReader, NextTeamKey, TeamKeyMaterial } from '../team-calls.ts';
import { giveCopies, HeldTeamKeys, makeTeamKey, nextTeamKey } from './held-team-keys.ts';

const teamId = '0b5f0e2c-4c8b-4f53-9e53-7b8f1a2c3d4e';
type TeamKey = NonNullable<Team['key']>;

let anna: SecretKey;
let berta: SecretKey;
beforeAll(async () => {
  anna = (await generateKey({ address: 'anna@amt.example' })).secret;
  berta = (await generateKey({ address: 'berta@amt.example' })).secret;
});

const readerOf = ({ public: key }: SecretKey): CopyReader => ({
  accountId: key.address,
  address: key.address,
  publicKey: toBase64(key.openpgp.write()),
  fingerprint: key.fingerprint,
});
const firstKey = (fingerprint: string, { publicKey }: TeamKeyMaterial): TeamKey => ({
  fingerprint,
  publicKey,
  formerKeys: [],
});
const afterRotation = (before: TeamKey, { fingerprint, body }: NextTeamKey): TeamKey => ({
  fingerprint,
  publicKey: body.publicKey,
  formerKeys: [
    {
      fingerprint: before.fingerprint,
      publicKey: before.publicKey,
      formerKey: body.formerKey,
      statement: body.statement,
    },
    ...before.formerKeys,
  ],
});
const open = async (member: SecretKey, key: TeamKey, copy: string, known?: string) => {
  const held = new HeldTeamKeys();
  const stored = { teamId, key, copy, members: [anna, berta].map(readerOf), known };
  return { held, opened: await held.open([member], stored) };
};

describe('a team’s key in the browser', () => {
  test('opens by the copy of whoever made it, and is given on to a new member', async () => {
    const { fingerprint, body } = await makeTeamKey(anna, { teamId, readers: [readerOf(anna)] });
    const key = firstKey(fingerprint, body);
    const { held, opened } = await open(anna, key, body.copies[0]!.material);
    expect(opened).toEqual({ fingerprint, givenBy: anna.public.fingerprint });
    const [copy] = await giveCopies(anna, held.get(fingerprint)!, [readerOf(berta)]);
    expect(copy).toMatchObject({ accountId: 'berta@amt.example', sealedTo: berta.public.fingerprint });
    await expect(open(berta, key, copy!.material, fingerprint)).resolves.toBeDefined();
  });

  test('after two rotations opens those before it, and follows the first one that was known', async () => {
    const { fingerprint, body } = await makeTeamKey(anna, { teamId, readers: [readerOf(anna)] });
    let key = firstKey(fingerprint, body);
    let copy = body.copies[0]!.material;
    for (const readers of [[anna], [berta, anna]]) {
      const { held } = await open(anna, key, copy);
      const next = await nextTeamKey(anna, held.get(key.fingerprint)!, { teamId, readers: readers.map(readerOf) });
      key = afterRotation(key, next);
      copy = next.body.copies.at(-1)!.material;
    }
    const { held, opened } = await open(anna, key, copy, fingerprint);
    expect(opened.fingerprint).toBe(key.fingerprint);
    const all = [key, ...key.formerKeys].map((one) => held.get(one.fingerprint)?.public.fingerprint);
    expect(all).toEqual([key.fingerprint, key.formerKeys[0]!.fingerprint, fingerprint]);
    held.clear();
    expect(held.get(fingerprint)).toBeUndefined();
  });

  test('that does not follow the known one is not opened, also if a member gave it', async () => {
    const known = await makeTeamKey(anna, { teamId, readers: [readerOf(anna)] });
    const other = await makeTeamKey(berta, { teamId, readers: [readerOf(anna)] });
    const key = firstKey(other.fingerprint, other.body);
    const opening = open(anna, key, other.body.copies[0]!.material, known.fingerprint);
    await expect(opening).rejects.toMatchObject({ code: 'rotation_invalid' });
  });

  test('is not given to a key that is not the one it is said to be', async () => {
    const reader = { ...readerOf(anna), publicKey: readerOf(berta).publicKey };
    await expect(makeTeamKey(anna, { teamId, readers: [reader] })).rejects.toMatchObject({
      code: 'key_address_mismatch',
    });
  });
});
