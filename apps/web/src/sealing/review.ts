import type { Contacts, KnownKey } from '../contacts/contact-book.ts';
import { isWrong, type LogFinding, type UsedKey } from '../key-log/check-log.ts';
import type { WithoutKey } from '../transfer/draft-secrets.ts';
import type { RecipientKey } from './look-up-keys.ts';
import type { Reader } from './sealing-calls.ts';
import { needsAgreement, type Verdict, verdictOf } from './verdict.ts';

/** How one recipient will open, as the sender is shown it before sending. */
export interface ReviewedReader {
  readonly reader: Reader;
  readonly verdict: Verdict;
}

/** What the sender agrees to: exactly this is sealed. */
export interface Review {
  readonly readers: readonly ReviewedReader[];
  /** To be remembered from now on. */
  readonly newKeys: readonly KnownKey[];
  /** What the key log says of these keys. */
  readonly log: LogFinding;
}

/** Whether the sender has to vouch for something before it is sent. */
export const isDoubtful = ({ readers, log }: Review): boolean =>
  isWrong(log) || readers.some(({ verdict }) => needsAgreement(verdict));

/** The keys that are to be used, for the key log to be held against: those that are not remembered have to be found. */
export const usedKeys = (keys: readonly RecipientKey[], contacts: Pick<Contacts, 'get'>): UsedKey[] =>
  keys
    .filter((key) => key.state === 'key')
    .map(({ address, fingerprint, addressSalt, logSeq }) => {
      const isNew = contacts.get(address)?.fingerprint !== fingerprint;
      return { address, fingerprint, addressSalt, logSeq, isNew };
    });

/** Why there is nothing to be agreed to yet. */
export type ReviewFault =
  | { readonly fault: 'pending' | 'missing' }
  | { readonly fault: 'unusable'; readonly address: string };

/** What stands against sending, judged by what is known of the recipients' keys. */
export function faultOf(
  addresses: readonly string[],
  found: ReadonlyMap<string, RecipientKey>,
  ways: Readonly<Record<string, WithoutKey>>,
): ReviewFault | undefined {
  const keys = addresses.map((address) => found.get(address));
  const unusable = keys.find((key) => key?.state === 'unusable');
  if (unusable) return { fault: 'unusable', address: unusable.address };
  if (keys.includes(undefined)) return { fault: 'pending' };
  const isOpen = keys.some((key) => key?.state === 'none' && ways[key.address] === undefined);
  return isOpen ? { fault: 'missing' } : undefined;
}

/** Throws a RangeError where {@link faultOf} finds something. */
export function reviewOf(
  keys: readonly RecipientKey[],
  ways: Readonly<Record<string, WithoutKey>>,
  contacts: Pick<Contacts, 'get'>,
  ownAddress: string,
  log: LogFinding = { state: 'whole' },
): Review {
  const readers = keys.map((key): ReviewedReader => {
    const { address } = key;
    const fingerprint = key.state === 'key' ? key.fingerprint : undefined;
    return { reader: readerOf(key, ways[address]), verdict: verdictOf({ address, fingerprint }, contacts, ownAddress) };
  });
  const isNew = new Set(
    readers.filter(({ verdict }) => verdict === 'new' || verdict === 'changed').map(({ reader }) => reader.address),
  );
  return {
    readers,
    newKeys: keys.filter((key) => key.state === 'key').filter(({ address }) => isNew.has(address)),
    log,
  };
}

/**
 * What was agreed to, with the keys noted as compared that were: by QR code, or, where the sender had to vouch for
 * another key than last time, by telephone.
 */
export function comparedIn(review: Review, byCode: ReadonlySet<string>, now = new Date()): Review {
  const vouched = review.readers.filter(({ verdict }) => verdict === 'changed').map(({ reader }) => reader.address);
  const isCompared = ({ address }: KnownKey) => byCode.has(address) || vouched.includes(address);
  const newKeys = review.newKeys.map((key) => (isCompared(key) ? { ...key, compared: now.toISOString() } : key));
  return { ...review, newKeys };
}

function readerOf(key: RecipientKey, way: WithoutKey | undefined): Reader {
  const { address } = key;
  if (key.state === 'key') return { address, publicKey: key.publicKey, fingerprint: key.fingerprint };
  if (key.state === 'unusable' || way === undefined) throw new RangeError(`Nobody has said how ${address} opens.`);
  return { address, access: way === 'access-code' ? 'access_code' : 'release_pending' };
}
