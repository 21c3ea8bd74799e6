import type { Account, Delivery } from '@umschlag/contract';
import { call, putOctets } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { rememberKeys } from '../contacts/contacts.ts';
import { ask } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { findAccessCodes, forgetDraftSecrets, keepAccessCodes, type ToldCode } from '../transfer/draft-secrets.ts';
import { type SealedFile, sealedFilesOf } from '../transfer/sealed-files.ts';
import type { Review } from './review.ts';
import type { Reader, SealedCopies } from './sealing-calls.ts';

interface SendSealed {
  readonly account: Account;
  /** Unlocked. */
  readonly key: UnlockedKey;
  readonly deliveryId: string;
  readonly level: 3 | 4;
  readonly review: Review;
  readonly texts: { readonly subject: string; readonly message: string };
  /** Of the files that the sender has seen, and no other. */
  readonly fileIds: readonly (string | undefined)[];
}

/**
 * Seals what the sender has agreed to and sends it. Access codes are kept in this browser before anything leaves it.
 * @throws ApiProblem, KeyProblem, NotKept
 */
export async function sendSealed(work: SendSealed): Promise<void> {
  const { account, key, deliveryId, level, review, texts, fileIds } = work;
  const params = { id: deliveryId };
  const { delivery } = await call('GET /api/v1/deliveries/:id', { params });
  // Sealed for one level, sent at another: a server that does so gets nothing.
  if (delivery.level !== level) throw new ApiProblem('answer_unreadable');
  // An earlier try has sent it, and its answer was lost.
  if (delivery.state === 'active') return forgetDraftSecrets(deliveryId);
  const files = await filesOf(delivery, fileIds);
  const readers = review.readers.map(({ reader }) => reader);
  const idOf = idsOf(delivery, readers);
  if (review.newKeys.length > 0) await rememberKeys(account, key, review.newKeys);
  const codes = await codesFor(account.id, deliveryId, readers);
  const { fingerprint } = key;
  const wish = { fingerprint, deliveryId, level, readers, codes, files, texts: level === 4 ? texts : undefined };
  await store(deliveryId, fingerprint, readers, idOf, await ask('sealDelivery', wish));
  const pending = readers.filter((one) => 'access' in one && one.access === 'release_pending').map(idOf);
  await call('POST /api/v1/deliveries/:id/send', { params, body: { pending } });
  await forgetDraftSecrets(deliveryId);
}

/**
 * All files, in the order of the draft.
 * @throws ApiProblem `upload_incomplete` if this browser lacks one's key, or the server has others than the sender saw
 */
async function filesOf(delivery: Delivery, seen: SendSealed['fileIds']): Promise<SealedFile[]> {
  const isSeen = delivery.files.every(({ id }) => seen.includes(id));
  if (!isSeen || seen.length !== delivery.files.length) throw new ApiProblem('upload_incomplete');
  const kept = new Map((await sealedFilesOf(delivery.id)).map((file) => [file.fileId, file]));
  const inOrder = [...delivery.files].sort((one, other) => one.position - other.position);
  return inOrder.map(({ id, state }) => {
    const file = kept.get(id);
    if (!file || state !== 'stored') throw new ApiProblem('upload_incomplete');
    return file;
  });
}

/** The server's ids for the recipients that the sender has entered. @throws ApiProblem if it has others */
function idsOf({ recipients }: Delivery, readers: readonly Reader[]): (reader: Reader) => string {
  const ids = new Map(recipients.map(({ id, email }) => [email.toLowerCase(), id]));
  const isSame = ids.size === readers.length && readers.every(({ address }) => ids.has(address));
  if (!isSame) throw new ApiProblem('recipient_invalid');
  return ({ address }) => ids.get(address)!;
}

/** A code that was made for an earlier try is used again: the server may have the copy for it already. */
async function codesFor(accountId: string, deliveryId: string, readers: readonly Reader[]): Promise<ToldCode[]> {
  const wanted = readers.filter((reader) => 'access' in reader && reader.access === 'access_code');
  if (wanted.length === 0) return [];
  const known = new Map((await findAccessCodes(deliveryId))?.map((one) => [one.address, one.code]));
  const codes: ToldCode[] = [];
  for (const { address } of wanted) {
    codes.push({ address, code: known.get(address) ?? (await ask('newAccessCode', null)) });
  }
  await keepAccessCodes(accountId, deliveryId, codes);
  return codes;
}

/** One copy for each reader. */
async function store(
  id: string,
  fingerprint: string,
  readers: readonly Reader[],
  idOf: (reader: Reader) => string,
  copies: SealedCopies,
): Promise<void> {
  const query = { fingerprint };
  await putOctets('PUT /api/v1/deliveries/:id/manifests/self', { params: { id }, query, octets: copies.forSender });
  for (const reader of readers) {
    const octets = copies.forRecipients.get(reader.address);
    if (!octets) continue;
    const params = { id, recipientId: idOf(reader) };
    const readerQuery =
      'fingerprint' in reader
        ? ({ reader: 'key', fingerprint: reader.fingerprint } as const)
        : ({ reader: 'code' } as const);
    await putOctets('PUT /api/v1/deliveries/:id/manifests/:recipientId', { params, query: readerQuery, octets });
  }
}
