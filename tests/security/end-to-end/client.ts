import type { TestApi, TestSession } from '@umschlag/api/testing';
import type { ReceivedDelivery } from '@umschlag/contract';
import {
  type AccessCode,
  digestPlaintext,
  generateKey,
  lockWith,
  type Manifest,
  type ManifestFile,
  type Opener,
  openManifest,
  type PublicKey,
  type SecretKey,
  sealCopies,
  writeUnlock,
} from '@umschlag/keyring';
import { openRange } from '@umschlag/sealed/node';
import { declareSealed, sendParts } from '../../invariants/transfer/upload-file.ts';

export interface Person {
  readonly session: TestSession;
  readonly key: SecretKey;
}

/** Makes a key for somebody's address, locks it with a passphrase and leaves both public key and unlock at the server. */
export async function enrol(api: TestApi, session: TestSession, passphrase: string): Promise<Person> {
  const { secret, publicKeyOctets, fingerprint, keyVersion } = await generateKey({ address: session.email });
  const unlock = await lockWith({ key: secret, secret: { kind: 'passphrase', passphrase } });
  const material = Buffer.from(writeUnlock(unlock)).toString('base64');
  const { status, code } = await api.call('POST /api/v1/account/key', {
    cookie: session.cookie,
    body: {
      fingerprint,
      version: keyVersion,
      publicKey: Buffer.from(publicKeyOctets).toString('base64'),
      unlocks: [{ kind: 'passphrase', label: 'Passphrase', material }],
    },
  });
  if (status !== 201) throw new Error(`enrolling failed: ${status} ${code}`);
  return { session, key: secret };
}

export interface Letter {
  readonly level: 3 | 4;
  readonly subject: string;
  readonly message: string;
  readonly files: readonly { readonly path: readonly string[]; readonly octets: Uint8Array<ArrayBuffer> }[];
  /** Whoever has a key. */
  readonly keys: readonly PublicKey[];
  /** Whoever gets an access code. */
  readonly codes: readonly AccessCode[];
  /** Addresses of those who have neither. */
  readonly pending: readonly string[];
}

export interface SentLetter {
  readonly id: string;
  readonly manifest: Manifest;
  readonly recipientIds: ReadonlyMap<string, string>;
}

async function* once(octets: Uint8Array) {
  yield octets;
}

/** Writes, seals, uploads and sends, as the sender's browser does. */
export async function sendLetter(api: TestApi, { session, key }: Person, letter: Letter): Promise<SentLetter> {
  const { cookie } = session;
  const { level, subject, message } = letter;
  const emails = [...letter.keys, ...letter.codes].map(({ address }) => address).concat(letter.pending);
  const open = level === 3 ? { subject, message } : {};
  const draft = await api.call('POST /api/v1/deliveries', { cookie, body: { level, ...open, recipients: emails } });
  const { id, recipients } = draft.body.delivery;
  const files: ManifestFile[] = [];
  for (const { path, octets } of letter.files) {
    const upload = await declareSealed(api, session, id, octets);
    const { chunksPerPart } = upload.state;
    files.push({
      id: await sendParts(api, upload),
      path,
      mediaType: 'application/pdf',
      sizeBytes: octets.length,
      sessionKey: Buffer.from(upload.contentKey).toString('base64url'),
      digest: await digestPlaintext({ sizeBytes: octets.length, chunksPerPart }, once(octets)),
    });
  }
  const manifest: Manifest = {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: id,
    level,
    createdAt: new Date().toISOString(),
    sender: { address: key.public.address, fingerprint: key.public.fingerprint },
    recipients: [
      ...letter.keys.map(({ address, fingerprint }) => ({ address, fingerprint })),
      ...letter.codes.map(({ address }) => ({ address, access: 'access_code' as const })),
      ...letter.pending.map((address) => ({ address, access: 'release_pending' as const })),
    ],
    files,
    ...(level === 4 && { subject, message }),
  };
  const { forSender, forRecipients } = await sealCopies({
    manifest,
    senderKey: key,
    recipientKeys: letter.keys,
    accessCodes: letter.codes,
  });
  const recipientIds = new Map(recipients.map((one) => [one.email, one.id]));
  const fingerprintOf = new Map(letter.keys.map(({ address, fingerprint }) => [address, fingerprint]));
  const ownQuery = { fingerprint: key.public.fingerprint };
  await expectDone(
    api.call('PUT /api/v1/deliveries/:id/manifests/self', { params: { id }, query: ownQuery, cookie, body: forSender }),
  );
  for (const [email, body] of forRecipients) {
    const fingerprint = fingerprintOf.get(email);
    const query = fingerprint ? ({ reader: 'key', fingerprint } as const) : ({ reader: 'code' } as const);
    const params = { id, recipientId: recipientIds.get(email)! };
    await expectDone(api.call('PUT /api/v1/deliveries/:id/manifests/:recipientId', { params, query, cookie, body }));
  }
  const pending = letter.pending.map((email) => recipientIds.get(email)!);
  await expectDone(api.call('POST /api/v1/deliveries/:id/send', { params: { id }, cookie, body: { pending } }));
  return { id, manifest, recipientIds };
}

export async function expectDone<T extends { status: number; code: string | undefined }>(
  asked: Promise<T>,
): Promise<T> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`refused: ${answer.status} ${answer.code}`);
  return answer;
}

/** What the server says, for the keyring to hold against what the sender signed. */
export function expectedOf(delivery: ReceivedDelivery, myAddress: string, senderKey: PublicKey) {
  return {
    deliveryId: delivery.id,
    level: delivery.level as 3 | 4,
    senderAddress: delivery.sender.email,
    senderKey,
    myAddress,
    objects: delivery.files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
  };
}

/** Fetches and opens what a recipient got, as their browser does. @returns the manifest and all plaintexts */
export async function openLetter(
  api: TestApi,
  { cookie, email }: TestSession,
  token: string,
  opener: Opener,
  senderKey: PublicKey,
): Promise<{ manifest: Manifest; sealed: Uint8Array; plaintexts: Buffer[]; delivery: ReceivedDelivery }> {
  const params = { token };
  const { delivery } = (await expectDone(api.call('GET /api/v1/links/:token', { params, cookie }))).body;
  const sealed = (await expectDone(api.call('GET /api/v1/links/:token/manifest', { params, cookie }))).octets;
  const expected = expectedOf(delivery, email, senderKey);
  const { manifest } = await openManifest(sealed, { with: opener, expected });
  const plaintexts: Buffer[] = [];
  for (const file of manifest.files) {
    const path = { token, fileId: file.id };
    const answer = await expectDone(api.call('GET /api/v1/links/:token/files/:fileId', { params: path, cookie }));
    plaintexts.push(await openOctets(answer.octets, file));
  }
  return { manifest, sealed, plaintexts, delivery };
}

async function openOctets(sealed: Uint8Array, file: ManifestFile): Promise<Buffer> {
  const object = {
    sessionKey: Buffer.from(file.sessionKey, 'base64url'),
    sealedSizeBytes: sealed.length,
    plainSizeBytes: file.sizeBytes,
  };
  const fetchRange = async (start: number, end: number) => once(sealed.subarray(start, end));
  const pieces: Uint8Array[] = [];
  for await (const piece of openRange(object, fetchRange, 0, file.sizeBytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}
