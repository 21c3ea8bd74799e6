import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseUnavailable } from '@umschlag/db';
import { DAY_MS, newId, SECOND_MS } from '@umschlag/std';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { createTestDeps, type TestDeps } from '../testing/index.ts';
import { rotateSigningKeys, signToken, verifyToken } from './index.ts';
import { currentSigningKey } from './key-ring.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

/** Another process on the same database: it shares rows, and nothing in memory. */
const replica = () => ({ ...deps, database: { ...deps.database } });
const sign = (on = deps as Pick<TestDeps, 'database' | 'clock' | 'keys'>) =>
  signToken(on, 'upload', { uploadId: 'u1' }, 60);
const refused = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('tokens', () => {
  test('a token says what was put in, for its purpose', async () => {
    expect(await verifyToken(deps, 'upload', await sign())).toEqual({ uploadId: 'u1' });
  });

  test('a token of one purpose is worthless for another', async () => {
    await refused(verifyToken(deps, 'download', await sign()), 'not_found');
    await refused(verifyToken(deps, 'sign-in-link', await sign()), 'not_found');
  });

  test('an expired token says so, and only one of ours does', async () => {
    const token = await sign();
    deps.clock.advanceMs(61 * SECOND_MS);
    await refused(verifyToken(deps, 'upload', token), 'token_expired');
    await refused(verifyToken(deps, 'download', token), 'not_found');
    await refused(verifyToken(deps, 'upload', `${token.slice(0, -6)}AAAAAA`), 'not_found');
  });

  test('each altered part is noticed', async () => {
    const [header, payload, signature] = (await sign()).split('.') as [string, string, string];
    const altered = encode({ ...decode(payload), uploadId: 'u2' });
    await refused(verifyToken(deps, 'upload', `${header}.${altered}.${signature}`), 'not_found');
    const retyped = encode({ ...decode(header), typ: 'JWT' });
    await refused(verifyToken(deps, 'upload', `${retyped}.${payload}.${signature}`), 'not_found');
    await refused(verifyToken(deps, 'upload', `${header}.${payload}.`), 'not_found');
  });

  test('a token without a signature, or signed by a key of its own choosing, is refused', async () => {
    const { kid } = await currentSigningKey(deps);
    const now = Math.floor(deps.clock.now().getTime() / 1000);
    const unsecured = new UnsecuredJWT({ uploadId: 'u1' })
      .setAudience('upload')
      .setExpirationTime(now + 60)
      .encode();
    await refused(verifyToken(deps, 'upload', unsecured), 'not_found');

    const own = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(own.publicKey);
    const forge = (header: object) =>
      new SignJWT({ uploadId: 'u1' })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'umschlag-upload+jwt', ...header })
        .setAudience('upload')
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .sign(own.privateKey);
    await refused(verifyToken(deps, 'upload', await forge({ kid })), 'not_found');
    await refused(verifyToken(deps, 'upload', await forge({ kid, jwk })), 'not_found');
    await refused(verifyToken(deps, 'upload', await forge({ kid: '../../etc/passwd' })), 'not_found');
    await refused(verifyToken(deps, 'upload', await forge({})), 'not_found');
  });

  test('the public key as an HMAC secret does not make a valid token', async () => {
    const { kid, publicKey } = await currentSigningKey(deps);
    const secret = Buffer.from((await exportJWK(publicKey)).x!, 'base64url');
    const now = Math.floor(deps.clock.now().getTime() / 1000);
    const token = await new SignJWT({ uploadId: 'u1' })
      .setProtectedHeader({ alg: 'HS256', kid, typ: 'umschlag-upload+jwt' })
      .setAudience('upload')
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(secret);
    await refused(verifyToken(deps, 'upload', token), 'not_found');
  });

  test.each(['', 'x', 'a.b.c', '...', 'é.é.é'])('rubbish (%j) is not found', async (token) => {
    await refused(verifyToken(deps, 'upload', token), 'not_found');
  });

  test('the private key is in no row in clear', async () => {
    await currentSigningKey(deps);
    const rows = await deps.database.db.selectFrom('signing_keys').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.public_jwk).not.toHaveProperty('d');
      expect(row.wrapped_private_key.toString('latin1')).not.toContain('"d"');
    }
  });
});

describe('several replicas', () => {
  test('two that make the first key at once both issue valid tokens', async () => {
    const fresh = await createTestDeps();
    const [a, b] = [
      { ...fresh, database: { ...fresh.database } },
      { ...fresh, database: { ...fresh.database } },
    ];
    const [fromA, fromB] = await Promise.all([sign(a), sign(b)]);
    for (const reader of [a, b, fresh]) {
      expect(await verifyToken(reader, 'upload', fromA)).toEqual({ uploadId: 'u1' });
      expect(await verifyToken(reader, 'upload', fromB)).toEqual({ uploadId: 'u1' });
    }
    await fresh.close();
  });

  test('a key made elsewhere is found by the first token that it signed', async () => {
    const other = replica();
    await sign(other);
    deps.clock.advanceMs(40 * DAY_MS);
    const token = await sign();
    expect(await verifyToken(other, 'upload', token)).toEqual({ uploadId: 'u1' });
  });
});

describe('a key that nobody knows', () => {
  /** Another process, of which `before` hears each time that it asks the database for keys. */
  function watchedReplica(before: () => void) {
    const { db } = deps.database;
    const selectFrom = ((...from: Parameters<typeof db.selectFrom>) => {
      before();
      return db.selectFrom(...from);
    }) as typeof db.selectFrom;
    return { ...deps, database: { ...deps.database, db: { selectFrom } as typeof db } };
  }
  const strange = async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const header = { alg: 'EdDSA', typ: 'umschlag-upload+jwt', kid: newId() };
    return new SignJWT({ uploadId: 'u1' }).setProtectedHeader(header).setAudience('upload').sign(privateKey);
  };

  test('asks the database once in three seconds at most, however many name one', async () => {
    let loads = 0;
    const replica = watchedReplica(() => {
      loads += 1;
    });
    await sign(replica);
    loads = 0;
    for (let burst = 0; burst < 3; burst++) {
      const tokens = await Promise.all(Array.from({ length: 20 }, strange));
      await Promise.all(tokens.map((token) => refused(verifyToken(replica, 'upload', token), 'not_found')));
    }
    expect(loads).toBe(1);
    deps.clock.advanceMs(3 * SECOND_MS);
    for (let at = 0; at < 20; at++) await refused(verifyToken(replica, 'upload', await strange()), 'not_found');
    expect(loads).toBe(2);
  });

  test('keeps no key waiting that another replica made: it signs only when all can have seen it', async () => {
    const fresh = await createTestDeps();
    const [maker, attacked] = [
      { ...fresh, database: { ...fresh.database } },
      { ...fresh, database: { ...fresh.database } },
    ];
    for (const one of [maker, attacked]) await sign(one);
    fresh.clock.advanceMs(29.5 * DAY_MS);
    const before = (await currentSigningKey(maker)).kid;
    await refused(verifyToken(attacked, 'upload', await strange()), 'not_found');
    await rotateSigningKeys(maker);
    for (let seconds = 0; seconds < 20; seconds++) {
      for (const one of [maker, attacked]) await refused(verifyToken(one, 'upload', await strange()), 'not_found');
      expect(await verifyToken(attacked, 'upload', await sign(maker))).toEqual({ uploadId: 'u1' });
      fresh.clock.advanceMs(SECOND_MS);
    }
    expect((await currentSigningKey(maker)).kid).not.toBe(before);
    await fresh.close();
  });

  test('is an outage, and no refusal, while the database is away', async () => {
    const away = new DatabaseUnavailable(new Error('gone'));
    let isAway = false;
    const replica = watchedReplica(() => {
      if (isAway) throw away;
    });
    const token = await sign();
    isAway = true;
    for (let at = 0; at < 2; at++) await expect(verifyToken(replica, 'upload', token)).rejects.toBe(away);
    isAway = false;
    expect(await verifyToken(replica, 'upload', token)).toEqual({ uploadId: 'u1' });
  });
});

describe('rotation', () => {
  test('a key signs for 30 days and verifies for 60 more, then its row goes', async () => {
    const fresh = await createTestDeps();
    const token = await signToken(fresh, 'upload', { uploadId: 'u1' }, 89 * 24 * 3600);
    const first = (await currentSigningKey(fresh)).kid;
    expect(await rotateSigningKeys(fresh)).toEqual({ created: false, deleted: 0 });
    fresh.clock.advanceMs(29.5 * DAY_MS);
    expect(await rotateSigningKeys(fresh)).toEqual({ created: true, deleted: 0 });
    expect(await rotateSigningKeys(fresh)).toEqual({ created: false, deleted: 0 });
    fresh.clock.advanceMs(DAY_MS);
    expect((await currentSigningKey(fresh)).kid).not.toBe(first);
    expect(await verifyToken(fresh, 'upload', token)).toEqual({ uploadId: 'u1' });
    fresh.clock.advanceMs(60 * DAY_MS);
    expect((await rotateSigningKeys(fresh)).deleted).toBe(1);
    await refused(verifyToken(fresh, 'upload', token), 'not_found');
    await fresh.close();
  });
});
