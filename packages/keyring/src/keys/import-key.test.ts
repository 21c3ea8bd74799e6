import { expect, test } from '@jest/globals';
import { createMessage, decrypt, encrypt, generateKey as generate, readMessage } from 'openpgp';
import { code, NOW } from '../testing/keys.ts';
import { importSecretKey } from './import-key.ts';

const address = 'anna@amt.example';

test('a version 6 key of another program is imported and opens what is encrypted to it', async () => {
  const config = { v6Keys: true, aeadProtect: true };
  const userIDs = [{ name: 'Anna Amt', email: 'Anna@amt.example' }];
  const { privateKey } = await generate({ type: 'curve448', userIDs, date: NOW, format: 'binary', config });
  const imported = await importSecretKey({ key: privateKey, address, now: NOW });
  expect(imported.public).toMatchObject({ keyVersion: 6, address, announcesSeipdv2: true });
  const message = await createMessage({ text: 'Akte' });
  const binaryMessage = await encrypt({ message, encryptionKeys: imported.public.openpgp, format: 'binary' });
  const opened = await decrypt({ message: await readMessage({ binaryMessage }), decryptionKeys: imported.openpgp });
  expect(opened.data).toBe('Akte');
});

test('a key that cannot sign is refused, since nobody could tell who sent a delivery', async () => {
  const userIDs = [{ name: address }];
  const { privateKey } = await generate({ userIDs, date: NOW, format: 'object' });
  const { selfCertification } = await privateKey.getPrimaryUser(NOW);
  // Certify only, as GnuPG's keys with a signing subkey elsewhere.
  selfCertification.keyFlags = new Uint8Array([0x01]);
  selfCertification.rawNotations = [];
  await (selfCertification as unknown as { sign(...args: unknown[]): Promise<void> }).sign(
    privateKey.keyPacket,
    { userID: privateKey.users[0]!.userID, key: privateKey.keyPacket },
    NOW,
    false,
    (await import('openpgp')).config,
  );
  await expect(importSecretKey({ key: privateKey.write(), address, now: NOW })).rejects.toMatchObject(
    code('key_cannot_sign'),
  );
});
