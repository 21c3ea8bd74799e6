import { describe, expect, test } from '@jest/globals';
import { createGate } from './gate.ts';
import { checkPassword, hashPassword } from './password-hash.ts';

const LANE = { wide: '192.0.2.0/24', narrow: '192.0.2.1' };

describe('stored passwords', () => {
  test('are Argon2id in PHC form with a salt of their own, and open for the password alone', async () => {
    const [one, two] = await Promise.all([
      hashPassword('Tür7Fenster%Dach', LANE),
      hashPassword('Tür7Fenster%Dach', LANE),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=32768,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await checkPassword(one, 'Tür7Fenster%Dach', LANE)).toBe(true);
    expect(await checkPassword(one, 'tür7Fenster%Dach', LANE)).toBe(false);
  });

  test('an umlaut is the same however the keyboard composes it', async () => {
    expect(await checkPassword(await hashPassword('T\u00fcr7Fenster', LANE), 'Tu\u0308r7Fenster', LANE)).toBe(true);
  });

  test('nothing is the password of an account that has none', async () => {
    expect(await checkPassword(null, 'password', LANE)).toBe(false);
    expect(await checkPassword(null, '', LANE)).toBe(false);
  });

  test('a malformed hash is an error and not a wrong password', async () => {
    await expect(checkPassword('$2b$10$abc', 'password', LANE)).rejects.toThrow('malformed');
  });
});

describe('the gate', () => {
  test('lets only so many in at once, and serves those of one network in order', async () => {
    const gate = createGate({ atOnce: 2, waiting: 10 });
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const work = (number: number) => async () => {
      most = Math.max(most, ++inside);
      order.push(number);
      await Promise.resolve();
      inside--;
    };
    await Promise.all([1, 2, 3, 4, 5].map((number) => gate(LANE, work(number))));
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('refuses when the line is full, and goes on after a failure', async () => {
    const gate = createGate({ atOnce: 1, waiting: 1 });
    const { promise, reject } = Promise.withResolvers<void>();
    const first = gate(LANE, () => promise);
    const second = gate(LANE, async () => 'second');
    await expect(gate(LANE, async () => 'third')).rejects.toMatchObject({ code: 'too_many_requests' });
    reject(new Error('failed'));
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe('second');
    expect(await gate(LANE, async () => 'fourth')).toBe('fourth');
  });
});
