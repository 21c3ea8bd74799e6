import { type Argon2Parameters, argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { equalOctets } from '@umschlag/std';
import type { Lane } from './fair-line.ts';
import { createGate } from './gate.ts';

/**
 * Argon2id (RFC 9106). 32 MiB and two passes is above what OWASP asks for (19 MiB, two passes) and takes 0.1 s
 * of one core; with the gate below a flood of sign-ins costs 64 MiB at most.
 */
const PARAMETERS = { memory: 32 * 1024, passes: 2, parallelism: 1 } as const;
const SALT_OCTETS = 16;
const TAG_OCTETS = 32;
// Two of the four threads (libuv's default) that files and name resolution need too: with all four taken, every read of
// a file waits for a password.
const gate = createGate({ atOnce: 2, waiting: 200 });

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

type Cost = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;

function run(password: string, salt: Uint8Array, cost: Cost, lane: Lane): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return gate(lane, () => derive('argon2id', { message, nonce: salt, tagLength: TAG_OCTETS, ...cost }));
}

const encode = (octets: Uint8Array) => Buffer.from(octets).toString('base64').replace(/=+$/, '');

/**
 * A password for storage, in PHC string format with its parameters and a random salt.
 * @param lane who waits behind whom
 * @throws AppError too_many_requests when too many are waiting
 */
export async function hashPassword(password: string, lane: Lane): Promise<string> {
  const salt = randomBytes(SALT_OCTETS);
  const tag = await run(password, salt, PARAMETERS, lane);
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(tag)}`;
}

/** Compared against where there is no password, so that the work is the same. No password leads to this tag. */
const NOBODY = { cost: PARAMETERS as Cost, salt: randomBytes(SALT_OCTETS), tag: randomBytes(TAG_OCTETS) };

function parse(stored: string): typeof NOBODY {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('A stored password hash is malformed.');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

/** How a password is checked; `stored` is null for unknown accounts and for those without a password. */
export type PasswordCheck = (stored: string | null, password: string, lane: Lane) => Promise<boolean>;

/**
 * Whether a password is the stored one. Does the same work when there is none, and then says no.
 * @throws AppError too_many_requests when too many are waiting
 */
export const checkPassword: PasswordCheck = async (stored, password, lane) => {
  const { cost, salt, tag } = stored === null ? NOBODY : parse(stored);
  const isSame = equalOctets(await run(password, salt, cost, lane), tag);
  return isSame && stored !== null;
};
