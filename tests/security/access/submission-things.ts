import type { TestApi } from '@umschlag/api/testing';
import { testMessage } from '@umschlag/core/testing';
import { addMs, DAY_MS } from '@umschlag/std';
import { addFile, begin, confirmation, openEntrance, submit } from '../../invariants/submissions/entrance.ts';
import { pdfOf } from '../../invariants/submissions/pdf.ts';
import { freshKey } from './manifest-things.ts';
import type { Cast } from './people.ts';
import { type Make, SECRET_SUBJECT, type Thing } from './thing.ts';

const PIN = '4711';
const octets = pdfOf(500);

/** An upload link of the owner; `closed` and with a `PIN` by its state. */
async function entrance(api: TestApi, cast: Cast, state: string) {
  return openEntrance(
    api,
    { title: SECRET_SUBJECT, level: state === 'level 2' ? 2 : 1, ...(state === 'PIN' && { pin: PIN }) },
    cast.owner,
  );
}

const ofOwner: Make = async (api, cast, state) => ({ params: { id: (await entrance(api, cast, state)).id } });

const ofHolder: Make = async (api, cast, state) => ({ params: { token: (await entrance(api, cast, state)).token } });

/** A submission: `draft` with a file, or `sent`. */
async function submission(api: TestApi, cast: Cast, state: string) {
  const open = await entrance(api, cast, '');
  if (state === 'sent') return { open, ...(await submit(api, open, octets)) };
  const begun = await begin(api, open);
  const fileId = await addFile(api, begun, {
    path: ['Bescheid.pdf'],
    octets,
    requestedDocumentId: open.documentIds[0],
  });
  return { open, ...begun, fileId };
}

const ofSubmission: Make = async (api, cast, state) => ({
  params: { token: (await submission(api, cast, state)).token },
});

/** The file of a submission, as it is fetched by whom it is for. */
export const submittedFile: Make = async (api, cast) => {
  const { open, fileId, id } = await submission(api, cast, 'sent');
  const { cookie } = await api.signInAs(cast.owner);
  const answer = await api.call('GET /api/v1/upload-links/:id/submissions', { params: { id: open.id }, cookie });
  const received = answer.body.submissions.find((one) => one.id === id)!;
  return { params: { token: received.linkToken, fileId } };
};

const withBody =
  (make: Make, body: (api: TestApi) => object): Make =>
  async (api, cast, state): Promise<Thing> => ({ ...(await make(api, cast, state)), body: body(api) });

const inThreeDays = (api: TestApi) => addMs(api.clock.now(), 3 * DAY_MS).toISOString();

/** Of the routes of upload links and submissions. */
export const SUBMISSION_THINGS: Readonly<Record<string, Make>> = {
  'GET /api/v1/upload-links': async (api, cast, state) => {
    await entrance(api, cast, state);
    return {};
  },
  'POST /api/v1/upload-links': async (api) => ({
    body: {
      title: 'x',
      reference: '',
      instructions: '',
      level: 1,
      language: 'de',
      documents: [],
      deadlineAt: inThreeDays(api),
      maxSubmissions: null,
      maxSubmissionBytes: 1000,
    },
  }),
  'GET /api/v1/upload-links/:id': ofOwner,
  'PATCH /api/v1/upload-links/:id': withBody(ofOwner, (api) => ({ deadlineAt: inThreeDays(api) })),
  'POST /api/v1/upload-links/:id/close': ofOwner,
  'POST /api/v1/upload-links/:id/mail': withBody(ofOwner, () => ({ email: 'citizen@example.org' })),
  'GET /api/v1/upload-links/:id/submissions': async (api, cast) => {
    const { open } = await submission(api, cast, 'sent');
    return { params: { id: open.id } };
  },
  'PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review': async (api, cast) => {
    const { open, id, fileId } = await submission(api, cast, 'sent');
    return { params: { id: open.id, submissionId: id, fileId }, body: { state: 'accepted' } };
  },
  'GET /api/v1/entrances/:token': ofHolder,
  'POST /api/v1/entrances/:token/unlock': withBody(ofHolder, () => ({ pin: PIN })),
  'POST /api/v1/entrances/:token/codes': withBody(ofHolder, () => ({
    email: `c-${crypto.randomUUID().slice(0, 8)}@example.org`,
  })),
  'POST /api/v1/entrances/:token/submissions': async (api, cast, state) => {
    const open = await entrance(api, cast, state);
    const email = `c-${crypto.randomUUID().slice(0, 8)}@example.org`;
    const body = state === 'level 2' ? { confirmation: await confirmation(api, open, email) } : {};
    return { params: { token: open.token }, body };
  },
  'GET /api/v1/submissions/:token': ofSubmission,
  'DELETE /api/v1/submissions/:token': ofSubmission,
  'POST /api/v1/submissions/:token/uploads': withBody(ofSubmission, () => ({
    path: ['b.txt'],
    mediaType: 'text/plain',
    sizeBytes: 1,
  })),
  'DELETE /api/v1/submissions/:token/files/:fileId': async (api, cast, state) => {
    const { token, fileId } = await submission(api, cast, state);
    return { params: { token, fileId } };
  },
  'PUT /api/v1/submissions/:token/manifest': async (api, cast) => {
    const email = `c-${crypto.randomUUID().slice(0, 8)}@example.org`;
    const ownerFingerprint = await freshKey(api, cast.owner.accountId);
    const open = await openEntrance(api, { title: SECRET_SUBJECT, level: 3, ownerFingerprint }, cast.owner);
    const { token } = await begin(api, open, { confirmation: await confirmation(api, open, email) });
    return { params: { token }, query: { fingerprint: ownerFingerprint }, body: testMessage() };
  },
  'POST /api/v1/submissions/:token/send': withBody(ofSubmission, () => ({ isPartial: false })),
  'POST /api/v1/submissions/:token/supplements': ofSubmission,
  'GET /api/v1/submissions/:token/receipt': ofSubmission,
  'GET /api/v1/upload-links/:id/submissions/:submissionId/receipt': async (api, cast) => {
    const { open, id } = await submission(api, cast, 'sent');
    return { params: { id: open.id, submissionId: id } };
  },
  'GET /api/v1/receipt-keys': async () => ({}),
  'POST /api/v1/receipts/check': async () => ({ body: { number: 'UM-0000-0000-0000-0000' } }),
};
