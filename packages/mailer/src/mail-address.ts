import { domainToASCII } from 'node:url';

/** An address that was checked. */
export interface MailAddress {
  /** As mail is sent to it: the local part as it was written, the domain in lower case and ASCII. */
  readonly address: string;
  /** For comparing: no mail system that people use tells local parts apart by case. */
  readonly key: string;
}

/** RFC 5321 §4.5.3.1.1 and .3, the latter less the two angle brackets. */
const MAX_LOCAL_OCTETS = 64;
const MAX_ADDRESS_OCTETS = 254;
const MAX_LABEL_OCTETS = 63;

/**
 * A dot-atom (RFC 5322 §3.2.3) less `% ! | \``: some servers still route by percent and bang.
 * No quoted local parts and none in Unicode: hardly a mailbox has one, and they are how headers are injected.
 */
const LOCAL_PART = /^[A-Za-z0-9#$&'*+/=?^_{}~][A-Za-z0-9#$&'*+/=?^_{}~-]*(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** Controls, invisible and bidirectional marks, unassigned: IDNA would silently drop some of them. */
const UNSEEN = /\p{C}/u;
/** What a domain may be written with; everything else in ASCII would be taken as part of a URL. */
const WRITTEN_DOMAIN = /^(?:[A-Za-z0-9.-]|[^\p{ASCII}\p{Z}])+$/u;

function canonicalDomain(written: string): string | undefined {
  if (!WRITTEN_DOMAIN.test(written)) return undefined;
  const domain = domainToASCII(written);
  const labels = domain.split('.');
  // a domain of digits at its end is an IP address (WHATWG URL §3.5), which mail is not sent to
  if (labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  return labels.every((label) => label.length <= MAX_LABEL_OCTETS && LABEL.test(label)) ? domain : undefined;
}

/**
 * Reads one bare mail address, as typed by a person or sent by a client.
 * @returns `undefined` for everything that is not one plain address: names, lists, quotes, comments, IP addresses
 */
export function parseMailAddress(text: string): MailAddress | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_ADDRESS_OCTETS || UNSEEN.test(trimmed)) return undefined;
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(0, at));
  if (local.length > MAX_LOCAL_OCTETS || !LOCAL_PART.test(local)) return undefined;
  const domain = canonicalDomain(trimmed.slice(at + 1));
  if (domain === undefined) return undefined;
  const address = `${local}@${domain}`;
  return address.length > MAX_ADDRESS_OCTETS ? undefined : { address, key: address.toLowerCase() };
}
