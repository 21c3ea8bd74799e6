/** The networks that a client address belongs to. */
export interface ClientNetworks {
  /** One subscriber: IPv4 whole, IPv6 its /64 (RFC 6177). */
  readonly narrow: string;
  /** What one customer of a provider may have whole: IPv4 its /24, IPv6 its /48, which holds 65,536 of /64. */
  readonly wide: string;
}

/** @param address as the socket or the trusted proxy tells it; what is no address is a network of its own */
export function networksOf(address: string): ClientNetworks {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (plain.includes(':')) {
    const groups = groupsOf(plain);
    return { narrow: `${groups.slice(0, 4).join(':')}::/64`, wide: `${groups.slice(0, 3).join(':')}::/48` };
  }
  const first = /^(\d+\.\d+\.\d+)\.\d+$/.exec(plain)?.[1];
  return { narrow: plain, wide: first === undefined ? plain : `${first}.0/24` };
}

/** The eight groups of an IPv6 address, without leading zeros; the zone is left out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('%', 1)[0]!.toLowerCase().split('::') as [string, string?];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = Math.max(0, 8 - left.length - right.length);
  const groups = tail === undefined ? left : [...left, ...Array<string>(missing).fill('0'), ...right];
  return groups.map((group) => group.replace(/^0+(?=.)/, ''));
}
