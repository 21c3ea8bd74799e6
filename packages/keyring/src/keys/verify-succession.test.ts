import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, minutesAfter, NOW, newKey } from '../testing/keys.ts';
import type { SecretKey } from './key.ts';
import { revokeKey } from './revoke-key.ts';
import { signRotation } from './rotate-key.ts';
import { type SucceededKey, verifySuccession } from './verify-succession.ts';

const address = 'anna@amt.example';
const later = minutesAfter(60);
const LENGTH = 5;
/** Oldest first; each signed the next one, which is the newest one's last. */
let chain: SecretKey[];
let statements: string[];
let stranger: SecretKey;

beforeAll(async () => {
  chain = [];
  for (let at = 0; at < LENGTH; at += 1) chain.push((await newKey(address)).secret);
  stranger = (await newKey(address)).secret;
  statements = [];
  for (let at = 1; at < LENGTH; at += 1) {
    statements.push(await signRotation({ oldKey: chain[at - 1]!, newKey: chain[at]!, now: minutesAfter(at) }));
  }
});

const octetsOf = (key: SecretKey) => key.public.openpgp.write();
const formerOf = (at: number): SucceededKey => ({ publicKey: octetsOf(chain[at]!), statement: statements[at]! });
/** All keys before the one at `today`, newest first, as the server gives them. */
const formerBefore = (today: number) => Array.from({ length: today }, (_, index) => formerOf(today - 1 - index));
const verify = (from: SecretKey, today: SecretKey, formerKeys: readonly SucceededKey[], now = later) =>
  verifySuccession(from.public.fingerprint, { address, publicKey: octetsOf(today), formerKeys, now });

/** Indices of a key that is known and one of today, the first never after the second. */
const ages = (least: number) =>
  fc
    .tuple(fc.nat(LENGTH - 1), fc.nat(LENGTH - 1))
    .map(([one, other]) => (one < other ? [one, other] : [other, one]) as [number, number])
    .filter(([from, today]) => today - from >= least);

const refused = (attempt: Promise<unknown>) => expect(attempt).rejects.toMatchObject(code('rotation_invalid'));

describe('a key of today', () => {
  test('is proven from every key before it, by the chain of statements', async () => {
    await fc.assert(
      fc.asyncProperty(ages(0), async ([from, today]) => {
        const key = await verify(chain[from]!, chain[today]!, formerBefore(today));
        expect(key.fingerprint).toBe(chain[today]!.public.fingerprint);
      }),
    );
  });

  test('is never proven from a key that came after it', async () => {
    await fc.assert(
      fc.asyncProperty(ages(1), async ([today, from]) => {
        await refused(verify(chain[from]!, chain[today]!, formerBefore(today)));
        await refused(verify(chain[from]!, chain[today]!, formerBefore(LENGTH - 1)));
      }),
    );
  });

  test('is not proven if a link is cut out, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(ages(1), fc.nat(), async ([from, today], where) => {
        const cut = formerBefore(today).toSpliced(where % (today - from), 1);
        await refused(verify(chain[from]!, chain[today]!, cut));
      }),
    );
  });

  test('is not proven if the links stand in another order', async () => {
    await fc.assert(
      fc.asyncProperty(ages(2), fc.nat(), fc.nat(), async ([from, today], one, other) => {
        const links = formerBefore(today);
        const [a, b] = [one % (today - from), other % (today - from)];
        fc.pre(a !== b);
        const swapped = links.with(a, links[b]!).with(b, links[a]!);
        await refused(verify(chain[from]!, chain[today]!, swapped));
      }),
    );
  });

  test('is not proven by the statement of another link, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(ages(1), fc.nat(), fc.nat(), async ([from, today], where, which) => {
        const at = where % (today - from);
        const links = formerBefore(today);
        const statement = statements[which % statements.length]!;
        fc.pre(statement !== links[at]!.statement);
        await refused(verify(chain[from]!, chain[today]!, links.with(at, { ...links[at]!, statement })));
      }),
    );
  });

  test('does not need what is older than the key that is known, however it is', async () => {
    const nonsense = { publicKey: 'no key', statement: 'no statement' };
    await expect(verify(chain[3]!, chain[4]!, [formerOf(3), nonsense])).resolves.toBeDefined();
    await expect(verify(chain[4]!, chain[4]!, [nonsense])).resolves.toBeDefined();
    await refused(verify(chain[2]!, chain[4]!, [formerOf(3), nonsense]));
  });
});

describe('a stranger’s key', () => {
  test('is not proven by its own statement, nor by one that the known key did not sign', async () => {
    const [known] = [chain[4]!];
    const bySelf = await signRotation({ oldKey: stranger, newKey: stranger, now: NOW });
    // The statement is about the known key, and signed by the stranger in its place.
    const inItsName = await signRotation({
      oldKey: { public: known.public, openpgp: stranger.openpgp },
      newKey: stranger,
      now: NOW,
    });
    for (const statement of [bySelf, inItsName, statements[3]!, '']) {
      await refused(verify(known, stranger, [{ publicKey: octetsOf(known), statement }]));
    }
    await refused(verify(known, stranger, []));
  });

  test('is not proven by a chain that it leads into', async () => {
    const statement = await signRotation({ oldKey: stranger, newKey: chain[1]!, now: NOW });
    await refused(verify(chain[0]!, chain[1]!, [{ publicKey: octetsOf(stranger), statement }, formerOf(0)]));
  });
});

test('a key that was revoked as compromised vouches for none', async () => {
  const [known, today] = [chain[0]!, chain[1]!];
  const publicKey = await revokeKey({ key: known, reason: 'compromised', now: minutesAfter(30) });
  await refused(verify(known, today, [{ publicKey, statement: statements[0]! }]));
});

test('a key of today that was revoked is refused as such', async () => {
  const publicKey = await revokeKey({ key: chain[1]!, reason: 'retired', now: minutesAfter(30) });
  const { fingerprint } = chain[0]!.public;
  const succession = { address, publicKey, formerKeys: [formerOf(0)], now: later };
  await expect(verifySuccession(fingerprint, succession)).rejects.toMatchObject(code('key_revoked'));
  await expect(verifySuccession(fingerprint, { ...succession, purpose: 'history' })).resolves.toBeDefined();
});

test('a key of another address is refused, whatever vouches for it', async () => {
  const { fingerprint } = chain[0]!.public;
  const succession = { address: 'berta@amt.example', publicKey: octetsOf(chain[0]!), formerKeys: [], now: later };
  await expect(verifySuccession(fingerprint, succession)).rejects.toMatchObject(code('key_address_mismatch'));
});

test('a statement from the future does not hold yet', async () => {
  await refused(verify(chain[0]!, chain[4]!, formerBefore(4), minutesAfter(2)));
});
