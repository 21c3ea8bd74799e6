import { createHash } from 'node:crypto';
import type { TestApi } from '@umschlag/api/testing';
import type { Answer, UploadState } from '@umschlag/contract';
import { newSalt, newSessionKey, partOf } from '@umschlag/sealed';
import { layoutOf, sealPart } from '@umschlag/sealed/node';

export type UploadApi = Pick<TestApi, 'call'>;

/** What a client knows of an upload that it has declared. */
export interface ClientUpload {
  readonly state: UploadState;
  readonly token: string;
  readonly contentKey: Uint8Array;
  readonly salt: Uint8Array;
  readonly plain: Uint8Array;
}

export async function declare(
  api: UploadApi,
  sender: { cookie: string },
  deliveryId: string,
  file: { path: string[]; octets: Uint8Array; mediaType?: string },
): Promise<ClientUpload> {
  const answer = await api.call('POST /api/v1/deliveries/:id/uploads', {
    params: { id: deliveryId },
    cookie: sender.cookie,
    body: { path: file.path, mediaType: file.mediaType ?? 'application/pdf', sizeBytes: file.octets.length },
  });
  if (answer.status !== 201) throw new Error(`declaring failed: ${answer.status} ${answer.code}`);
  return clientUpload(answer.body, file.octets);
}

/** What a client makes of the answer to a declaration at levels 1 and 2. */
export function clientUpload(
  { upload, uploadToken, contentKey }: Answer<'POST /api/v1/deliveries/:id/uploads'>,
  plain: Uint8Array,
): ClientUpload {
  return {
    state: upload,
    token: uploadToken,
    contentKey: Buffer.from(contentKey!, 'base64url'),
    salt: newSalt(),
    plain,
  };
}

/** As {@link declare} at levels 3 and 4: without its name, and under a key of its own that stays here. */
export async function declareSealed(
  api: UploadApi,
  sender: { cookie: string },
  deliveryId: string,
  octets: Uint8Array,
): Promise<ClientUpload> {
  const answer = await api.call('POST /api/v1/deliveries/:id/uploads', {
    params: { id: deliveryId },
    cookie: sender.cookie,
    body: { sizeBytes: octets.length },
  });
  if (answer.status !== 201) throw new Error(`declaring failed: ${answer.status} ${answer.code}`);
  const { upload: state, uploadToken: token } = answer.body;
  return { state, token, contentKey: newSessionKey(), salt: newSalt(), plain: octets };
}

/** One sealed part, as the browser makes it. */
export function sealedPart(upload: ClientUpload, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const layout = layoutOf(upload.plain.length);
  const part = partOf(layout, upload.state.chunksPerPart, number);
  const input = { sessionKey: upload.contentKey, salt: upload.salt, layout };
  return sealPart(input, part, upload.plain.subarray(part.plainStart, part.plainEnd));
}

export function digestOf(octets: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(octets).digest('base64')}:`;
}

/** @param body default: the part, sealed */
export async function putPart(api: UploadApi, upload: ClientUpload, number: number, body?: Uint8Array) {
  const octets = body ?? (await sealedPart(upload, number));
  return api.call('PUT /api/v1/uploads/:id/parts/:number', {
    params: { id: upload.state.id, number },
    bearer: upload.token,
    body: octets,
    headers: { 'content-digest': digestOf(octets) },
  });
}

export function complete(api: UploadApi, upload: ClientUpload) {
  return api.call('POST /api/v1/uploads/:id/complete', { params: { id: upload.state.id }, bearer: upload.token });
}

/** Declares, sends and completes. @returns the file's id */
export async function uploadFile(
  api: UploadApi,
  sender: { cookie: string },
  deliveryId: string,
  file: { path: string[]; octets: Uint8Array; mediaType?: string },
): Promise<string> {
  return sendParts(api, await declare(api, sender, deliveryId, file));
}

/** As {@link uploadFile} at levels 3 and 4. @returns the file's id */
export async function uploadSealedFile(
  api: UploadApi,
  sender: { cookie: string },
  deliveryId: string,
  octets: Uint8Array,
): Promise<string> {
  return sendParts(api, await declareSealed(api, sender, deliveryId, octets));
}

/** Sends all parts and completes. @returns the file's id */
export async function sendParts(api: UploadApi, upload: ClientUpload): Promise<string> {
  for (let number = 1; number <= upload.state.partCount; number++) {
    const { status, code } = await putPart(api, upload, number);
    if (status !== 204) throw new Error(`part ${number} failed: ${status} ${code}`);
  }
  const { status, code } = await complete(api, upload);
  if (status !== 200) throw new Error(`completing failed: ${status} ${code}`);
  return upload.state.fileId;
}
