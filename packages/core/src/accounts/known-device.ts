import { addMs, DAY_MS, deriveToken, equalOctets, newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';

/** As long as an account without any use lives; each sign-in begins it anew. */
const KNOWN_MS = 90 * DAY_MS;
const SHAPE = /^([0-9a-f-]{36})\.(\d{1,15})\.([\w-]{43})$/;

/** For the cookie of a browser that has signed in before. It signs nobody in and holds no address. */
export interface KnownDevice {
  readonly token: string;
  readonly until: Date;
}

const mac = ({ keys }: Pick<Deps, 'keys'>, id: string, untilMs: string, emailKey: string) =>
  deriveToken(keys.of('known-devices'), `known-device/v1/${id}/${untilMs}/${emailKey}`);

/**
 * The id of a device that has signed in to this address before, or `undefined`. No row: an unknown address and a
 * known one take the same time, and no flood fills a table.
 */
export function knownDeviceId(
  deps: Pick<Deps, 'keys' | 'clock'>,
  token: string | undefined,
  emailKey: string,
): string | undefined {
  const [, id, untilMs, shown] = SHAPE.exec(token ?? '') ?? [];
  if (id === undefined || untilMs === undefined || shown === undefined) return undefined;
  const isOurs = equalOctets(Buffer.from(shown), Buffer.from(mac(deps, id, untilMs, emailKey)));
  return isOurs && deps.clock.now().getTime() < Number(untilMs) ? id : undefined;
}

/**
 * What the browser keeps after signing in. A device stays the one that it was, so that its counters go on: signing in
 * again gives no new tries.
 * @param previous the cookie that it came with
 */
export function rememberDevice(
  deps: Pick<Deps, 'keys' | 'clock'>,
  previous: string | undefined,
  emailKey: string,
): KnownDevice {
  const id = knownDeviceId(deps, previous, emailKey) ?? newId();
  const until = addMs(deps.clock.now(), KNOWN_MS);
  const untilMs = String(until.getTime());
  return { token: `${id}.${untilMs}.${mac(deps, id, untilMs, emailKey)}`, until };
}
