import type { Deps } from '../deps.ts';
import { networksOf } from './client-network.policy.ts';
import type { Lane } from './fair-line.ts';
import { knownDeviceId } from './known-device.ts';
import { takePasswordTurn } from './take-turn.ts';
import { throttle, throttleClient } from './throttle.ts';

type TryDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

/** What is known of a try before anything is looked up. Nothing here depends on whether the address has an account. */
export interface Try {
  readonly emailKey: string;
  readonly clientAddress: string;
  /** The cookie of a browser that has signed in before. */
  readonly deviceToken?: string | undefined;
}

/**
 * Counts one try of a password. A known device counts for itself; strangers per network, and per address only in that
 * they wait for their turn: nobody is locked out by what others try.
 * @returns how long to wait before the password is looked at, in ms, and the lane in which it is hashed
 * @throws AppError too_many_requests
 */
export async function admitPasswordTry(deps: TryDeps, given: Try): Promise<{ waitMs: number; lane: Lane }> {
  const device = knownDeviceId(deps, given.deviceToken, given.emailKey);
  const networks = networksOf(given.clientAddress);
  if (device !== undefined) {
    await throttle(deps, 'password-device', device);
    // In line with the known devices of its own network: whoever gathers many of them waits behind themselves.
    return { waitMs: 0, lane: { wide: `known ${networks.wide}`, narrow: device } };
  }
  await throttleClient(deps, 'password-client', given.clientAddress);
  await throttle(deps, 'password-address-network', given.emailKey, networks.wide);
  return { waitMs: await takePasswordTurn(deps, given.emailKey), lane: networks };
}

/**
 * Counts one mail with a code. What one network asks for counts first, so that its refusals use up nothing of what
 * the mailbox takes in a day.
 * @throws AppError too_many_requests
 */
export async function admitCodeMail(deps: TryDeps, given: Try): Promise<void> {
  const device = knownDeviceId(deps, given.deviceToken, given.emailKey);
  if (device !== undefined) return throttle(deps, 'code-device', device);
  await throttleClient(deps, 'code-client', given.clientAddress);
  await throttle(deps, 'code-address-network', given.emailKey, networksOf(given.clientAddress).wide);
  await throttle(deps, 'code-address', given.emailKey);
}
