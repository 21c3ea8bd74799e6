import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { code } from '../testing/keys.ts';
import { parsePublicKey, parseSecretKey } from './parse-key.ts';
import { readPublicKey } from './read-public-key.ts';
import { isLocked, requireComplete, requireConsistent } from './secret-parts.ts';

const vector = (name: string): Promise<string> =>
  readFile(new URL(`../../vectors/rfc9580-${name}.asc`, import.meta.url), 'utf8');

const PRIMARY = 'cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9';
const SUBKEY = '12c83f1e706f6308fe151a417743a1f033790e93e9978488d1db378da9930885';

test('the version 6 certificate of appendix A.3 is read, with the fingerprints that the RFC names', async () => {
  const key = await parsePublicKey(await vector('a3-certificate'));
  expect(key.getFingerprint()).toBe(PRIMARY);
  expect(key.subkeys.map((subkey) => subkey.getFingerprint())).toEqual([SUBKEY]);
});

test('the certificate of appendix A.3 names no address, so that it is nobody’s here', async () => {
  const key = await vector('a3-certificate');
  await expect(readPublicKey({ key, address: 'anna@amt.example' })).rejects.toMatchObject(code('key_address_mismatch'));
});

test('the secret key of appendix A.4 is read, complete and consistent, and is that of the certificate', async () => {
  const key = await parseSecretKey(await vector('a4-secret-key'));
  expect(isLocked(key)).toBe(false);
  requireComplete(key);
  await requireConsistent(key);
  const certificate = await parsePublicKey(await vector('a3-certificate'));
  expect(Buffer.from(key.toPublic().write())).toEqual(Buffer.from(certificate.write()));
});

// Its Argon2id takes 2 GiB and half a minute; unlocks' own derivation is checked in unlocks/unlock-format.test.ts.
test('the locked secret key of appendix A.5 is read as locked and complete', async () => {
  const key = await parseSecretKey(await vector('a5-locked-secret-key'));
  expect(isLocked(key)).toBe(true);
  expect(key.getFingerprint()).toBe(PRIMARY);
  requireComplete(key);
});
