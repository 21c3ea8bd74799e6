import type { TestApi, TestPerson } from '@umschlag/api/testing';
import { createUploadLink, entranceToken, type RequestedDocumentWish, submissionMails } from '@umschlag/core';
import { addMs, DAY_MS } from '@umschlag/std';
import { clientUpload, sendParts, type UploadApi } from '../transfer/upload-file.ts';

type Wish = Parameters<typeof createUploadLink>[2];

export interface OpenEntrance {
  /** Of the upload link. */
  readonly id: string;
  /** What is in the link that is handed on. */
  readonly token: string;
  readonly owner: TestPerson;
  /** Ids of the checklist, in order. */
  readonly documentIds: readonly string[];
}

export const DOCUMENT: RequestedDocumentWish = {
  name: 'Bescheid',
  explanation: 'alle Seiten',
  isRequired: true,
  acceptedKinds: ['any'],
};

/** An upload link of a new caseworker, at level 1, for two weeks. */
export async function openEntrance(
  api: TestApi,
  wish: Partial<Wish> = {},
  owner?: TestPerson & { readonly organisationId: string | null },
): Promise<OpenEntrance> {
  const person = owner ?? (await api.createCaseworker());
  const id = await createUploadLink(
    api.deps,
    { accountId: person.accountId, organisationId: person.organisationId! },
    {
      title: 'Unterlagen zum Antrag',
      reference: '31-4711/26',
      instructions: 'Bitte gut lesbar.',
      level: 1,
      language: 'de',
      documents: [DOCUMENT],
      deadlineAt: addMs(api.clock.now(), 14 * DAY_MS),
      maxSubmissions: null,
      maxSubmissionBytes: 1024 ** 3,
      ...wish,
    },
  );
  const documents = await api.deps.database.db
    .selectFrom('requested_documents')
    .select('id')
    .where('upload_link_id', '=', id)
    .orderBy('position')
    .execute();
  const token = entranceToken(api.deps.keys, id);
  return { id, token, owner: person, documentIds: documents.map((one) => one.id) };
}

export interface Begun {
  readonly id: string;
  readonly token: string;
}

/** Begins a submission, as a browser without an account does. */
export async function begin(api: UploadApi, entrance: Pick<OpenEntrance, 'token'>, body: object = {}): Promise<Begun> {
  const answer = await api.call('POST /api/v1/entrances/:token/submissions', {
    params: { token: entrance.token },
    body,
  });
  if (answer.status !== 201) throw new Error(`beginning failed: ${answer.status} ${answer.code}`);
  return answer.body;
}

/** Level 2: asks for a code, and takes it out of the mail. */
export async function confirmation(api: TestApi, entrance: OpenEntrance, email: string) {
  const asked = await api.call('POST /api/v1/entrances/:token/codes', {
    params: { token: entrance.token },
    body: { email },
  });
  if (asked.status !== 202) throw new Error(`asking failed: ${asked.status} ${asked.code}`);
  const { challengeId } = asked.body;
  const mail = await submissionMails['submission-code']!.compose(api.deps, api.deps.database.db, challengeId);
  const code = /^\s*(\d{4}) ?(\d{4})\s*$/m.exec(mail!.text)!.slice(1).join('');
  return { challengeId, code };
}

/** Declares, seals, sends and completes a file. @returns its id */
export async function addFile(
  api: UploadApi,
  submission: Begun,
  file: { path: string[]; octets: Uint8Array; mediaType?: string; requestedDocumentId?: string | undefined },
): Promise<string> {
  const { path, octets, mediaType = 'application/pdf', requestedDocumentId } = file;
  const answer = await api.call('POST /api/v1/submissions/:token/uploads', {
    params: { token: submission.token },
    body: { path, mediaType, sizeBytes: octets.length, ...(requestedDocumentId && { requestedDocumentId }) },
  });
  if (answer.status !== 201) throw new Error(`declaring failed: ${answer.status} ${answer.code}`);
  return sendParts(api, clientUpload(answer.body, octets));
}

export function send(api: UploadApi, submission: Begun, body: { email?: string; isPartial?: boolean } = {}) {
  return api.call('POST /api/v1/submissions/:token/send', {
    params: { token: submission.token },
    body: { isPartial: false, ...body },
  });
}

/** Begins, adds one file for the first requested document, and sends. */
export async function submit(
  api: TestApi,
  entrance: OpenEntrance,
  octets: Uint8Array,
  body: { email?: string; isPartial?: boolean } = {},
): Promise<Begun & { readonly fileId: string }> {
  const begun = await begin(api, entrance);
  const fileId = await addFile(api, begun, {
    path: ['Bescheid.pdf'],
    octets,
    requestedDocumentId: entrance.documentIds[0],
  });
  const { status, code } = await send(api, begun, body);
  if (status !== 200) throw new Error(`sending failed: ${status} ${code}`);
  return { ...begun, fileId };
}

/** What its owner sees of an upload link's submissions. */
export async function inbox(api: TestApi, entrance: OpenEntrance, cookie?: string) {
  const answer = await api.call('GET /api/v1/upload-links/:id/submissions', {
    params: { id: entrance.id },
    cookie: cookie ?? (await api.signInAs(entrance.owner)).cookie,
  });
  if (answer.status !== 200) throw new Error(`the inbox failed: ${answer.status} ${answer.code}`);
  return answer.body.submissions;
}
