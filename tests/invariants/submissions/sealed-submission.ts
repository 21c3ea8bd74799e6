import type { TestApi } from '@umschlag/api/testing';
import {
  commitmentOf,
  digestPlaintext,
  generateKey,
  type Manifest,
  type ManifestFile,
  type PublicKey,
  type SecretKey,
  sealCopies,
} from '@umschlag/keyring';
import { newSalt, newSessionKey } from '@umschlag/sealed';
import { enrol } from '../../security/end-to-end/client.ts';
import { sendParts } from '../transfer/upload-file.ts';
import { type Begun, begin, confirmation, type OpenEntrance, openEntrance } from './entrance.ts';

export interface SealedEntrance extends OpenEntrance {
  readonly level: 3 | 4;
  readonly cookie: string;
  readonly ownerKey: SecretKey;
}

/** An upload link of level 3 or 4, of a caseworker with a key. */
export async function openSealedEntrance(
  api: TestApi,
  level: 3 | 4 = 3,
  wish: Parameters<typeof openEntrance>[1] = {},
): Promise<SealedEntrance> {
  const person = await api.createCaseworker();
  const session = await api.signInAs(person);
  const { key } = await enrol(api, session, 'Pferd Batterie Heftklammer richtig');
  const ownerFingerprint = key.public.fingerprint;
  const open = await openEntrance(api, { level, ownerFingerprint, ...wish }, person);
  return { ...open, level, cookie: session.cookie, ownerKey: key };
}

export interface SealedDraft extends Begun {
  readonly email: string;
  readonly files: readonly ManifestFile[];
}

/** Begins with a confirmed address, and uploads one sealed file for the first requested document. */
export async function beginSealed(
  api: TestApi,
  entrance: SealedEntrance,
  octets: Uint8Array<ArrayBuffer>,
): Promise<SealedDraft> {
  const email = `c-${crypto.randomUUID().slice(0, 8)}@example.org`;
  const begun = await begin(api, entrance, { confirmation: await confirmation(api, entrance, email) });
  return { ...begun, email, files: [await addSealed(api, begun, octets, entrance.documentIds[0])] };
}

export async function addSealed(
  api: TestApi,
  { token }: Begun,
  octets: Uint8Array<ArrayBuffer>,
  requestedDocumentId?: string,
): Promise<ManifestFile> {
  const answer = await api.call('POST /api/v1/submissions/:token/uploads', {
    params: { token },
    body: { sizeBytes: octets.length, ...(requestedDocumentId && { requestedDocumentId }) },
  });
  if (answer.status !== 201) throw new Error(`declaring failed: ${answer.status} ${answer.code}`);
  const { upload: state, uploadToken } = answer.body;
  const contentKey = newSessionKey();
  const id = await sendParts(api, { state, token: uploadToken, contentKey, salt: newSalt(), plain: octets });
  const { chunksPerPart } = state;
  const digest = await digestPlaintext({ sizeBytes: octets.length, chunksPerPart }, once(octets));
  const sessionKey = Buffer.from(contentKey).toString('base64url');
  return {
    id,
    path: ['Befund Müller.pdf'],
    mediaType: 'application/pdf',
    sizeBytes: octets.length,
    sessionKey,
    digest,
  };
}

async function* once(octets: Uint8Array) {
  yield octets;
}

/** What a citizen's browser makes of a draft: the manifest for the owner, and what goes with it in the open. */
export async function sealDraft(
  { level }: Pick<SealedEntrance, 'level'>,
  { id, email, files }: SealedDraft,
  owner: PublicKey,
) {
  const oneOff = await generateKey({ address: email });
  const { fingerprint, keyVersion: version } = oneOff;
  const manifest: Manifest = {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: id,
    level,
    createdAt: new Date().toISOString(),
    sender: { address: email, fingerprint },
    recipients: [{ address: owner.address, fingerprint: owner.fingerprint }],
    files,
    ...(level === 4 && { subject: '', message: 'Streng vertraulich' }),
  };
  const { forRecipients } = await sealCopies({ manifest, senderKey: oneOff.secret, recipientKeys: [owner] });
  const publicKey = Buffer.from(oneOff.publicKeyOctets).toString('base64');
  const commitments = await Promise.all(
    files.map(async (file) => ({ fileId: file.id, commitment: (await commitmentOf(file)).commitment })),
  );
  const message = forRecipients.get(owner.address)!;
  return {
    message,
    query: { fingerprint: owner.fingerprint },
    sealed: { key: { fingerprint, version, publicKey }, commitments },
  };
}

type Sealed = Awaited<ReturnType<typeof sealDraft>>;

export const putManifest = (
  api: TestApi,
  { token }: Begun,
  { message: body, query }: Pick<Sealed, 'message' | 'query'>,
) => api.call('PUT /api/v1/submissions/:token/manifest', { params: { token }, query, body });

export const sendSealed = (api: TestApi, { token }: Begun, sealed: Sealed['sealed'] | undefined) =>
  api.call('POST /api/v1/submissions/:token/send', {
    params: { token },
    body: { isPartial: false, ...(sealed && { sealed }) },
  });

/** Begins, uploads, seals and sends. */
export async function submitSealed(api: TestApi, entrance: SealedEntrance, octets: Uint8Array<ArrayBuffer>) {
  const draft = await beginSealed(api, entrance, octets);
  const made = await sealDraft(entrance, draft, entrance.ownerKey.public);
  const put = await putManifest(api, draft, made);
  const sent = await sendSealed(api, draft, made.sealed);
  if (put.status !== 204 || sent.status !== 200) throw new Error(`sending failed: ${put.code} ${sent.code}`);
  return { ...draft, ...made };
}
