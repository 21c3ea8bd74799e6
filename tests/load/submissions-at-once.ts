// node tests/load/submissions-at-once.ts [--citizens 200] [--limit 100] [--storage file|s3]
// So many submit at once through one upload link that takes half as many; two replicas of the API share them. Each step
// begins for all at the same moment. Prints how long each step took, and fails on anything that is not as promised.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestClient, type TestAnswer, type TestClient } from '@umschlag/api/testing';
import { deleteObjects, discardAbandoned } from '@umschlag/core';
import { addMs, DAY_MS, SECOND_MS } from '@umschlag/std';
import { findLeftovers, keysOf } from '../invariants/submissions/leftovers.ts';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { type ClientUpload, clientUpload, digestOf, sealedPart } from '../invariants/transfer/upload-file.ts';
import { Checks, option } from './support/checks.ts';
import { startStack } from './support/stack.ts';
import { StepTimes } from './support/step-times.ts';

const citizens = Number(option('citizens', '200'));
const limit = Number(option('limit', String(Math.floor(citizens / 2))));
const storage = option('storage', 'file') === 's3' ? 's3' : 'file';
const FILE_OCTETS = 200_000;
const PATIENCE_MS = 60 * SECOND_MS;

/** Whoever submits: another one of the replicas each, and papers of their own. */
interface Citizen {
  readonly api: TestClient;
  readonly octets: Uint8Array<ArrayBuffer>;
  token: string;
  upload: ClientUpload;
  sent: TestAnswer;
}

const startedAt = performance.now();
const stack = await startStack({ storage, replicas: 2 });
const checks = new Checks();
const times = new StepTimes();
try {
  const origin = stack.apis[0]!.url;
  const clients = stack.apis.map(({ url }) => createTestClient(url, origin));
  const owner = clients[0]!;
  const created = await owner.call('POST /api/v1/upload-links', {
    bearer: stack.token,
    body: {
      title: 'Unterlagen zum Antrag',
      reference: '31-4711/26',
      instructions: '',
      level: 1,
      language: 'de',
      documents: [],
      deadlineAt: addMs(new Date(), 14 * DAY_MS).toISOString(),
      maxSubmissions: limit,
      maxSubmissionBytes: 10 * FILE_OCTETS,
    },
  });
  if (created.status !== 201) throw new Error(`no upload link: ${created.status} ${created.code}`);
  const { uploadLink } = created.body;
  const entranceToken = new URL(uploadLink.link).pathname.slice('/u/'.length);
  const all = Array.from({ length: citizens }, (_, at) => {
    const octets = pdfOf(FILE_OCTETS, at + 1);
    return { api: clients[at % clients.length]!, octets } as Citizen;
  });
  const flowStartedAt = performance.now();

  await step('look', all, ({ api }) => api.call('GET /api/v1/entrances/:token', { params: { token: entranceToken } }));
  await step('begin', all, async (citizen) => {
    const params = { token: entranceToken };
    const answer = await citizen.api.call('POST /api/v1/entrances/:token/submissions', { params, body: {} });
    citizen.token = answer.body?.token;
    return answer;
  });
  await step('declare', all, async (citizen) => {
    const answer = await citizen.api.call('POST /api/v1/submissions/:token/uploads', {
      params: { token: citizen.token },
      body: { path: ['Bescheid.pdf'], mediaType: 'application/pdf', sizeBytes: citizen.octets.length },
    });
    if (answer.status === 201) citizen.upload = clientUpload(answer.body, citizen.octets);
    return answer;
  });
  await step('part', all, async ({ api, upload }) => {
    const body = await sealedPart(upload, 1);
    return api.call('PUT /api/v1/uploads/:id/parts/:number', {
      params: { id: upload.state.id, number: 1 },
      bearer: upload.token,
      body,
      headers: { 'content-digest': digestOf(body) },
    });
  });
  await step('complete', all, ({ api, upload }) =>
    api.call('POST /api/v1/uploads/:id/complete', { params: { id: upload.state.id }, bearer: upload.token }),
  );
  await step(
    'send',
    all,
    async (citizen) => {
      citizen.sent = await citizen.api.call('POST /api/v1/submissions/:token/send', {
        params: { token: citizen.token },
        body: { isPartial: false },
      });
      return citizen.sent;
    },
    'submissions_full',
  );

  const accepted = all.filter(({ sent }) => sent.status === 200);
  const refused = all.filter(({ sent }) => sent.code === 'submissions_full');
  checks.check(`exactly ${limit} are accepted`, accepted.length === limit, accepted.length);
  checks.check('all others are told that it is full', refused.length === citizens - limit, refused.length);

  const receipts = new Map<Citizen, string>();
  await step('receipt', accepted, async (citizen) => {
    const params = { token: citizen.token };
    const answer = await citizen.api.call('GET /api/v1/submissions/:token/receipt', { params, query: { as: 'jws' } });
    receipts.set(citizen, new TextDecoder().decode(answer.octets));
    return answer;
  });
  const numbers = new Set<string>();
  let valid = 0;
  await step('check receipt', accepted, async (citizen) => {
    const jws = receipts.get(citizen)!;
    const sha256 = createHash('sha256').update(citizen.octets).digest('hex');
    const answer = await citizen.api.call('POST /api/v1/receipts/check', { body: { jws, sha256 } });
    if (answer.body.isGenuine && answer.body.hasFile) valid++;
    numbers.add(JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString('utf8')).number);
    return answer;
  });
  times.note('the whole way of all', performance.now() - flowStartedAt);
  checks.check('each accepted one has a valid receipt over its own file', valid === limit, valid);
  checks.check('the numbers of the receipts are unique', numbers.size === limit, numbers.size);

  const pages = await Promise.all(
    refused.map(({ api, token }) => api.call('GET /api/v1/submissions/:token', { params: { token } })),
  );
  const kept = pages.filter(
    ({ body: { submission } }) =>
      submission.state === 'draft' && submission.sendable === 'full' && submission.files.length === 1,
  );
  checks.check(
    'whoever was refused is told on their page, and keeps what they have',
    kept.length === citizens - limit,
    kept.length,
  );
  const inbox = await owner.call('GET /api/v1/upload-links/:id/submissions', {
    params: { id: uploadLink.id },
    bearer: stack.token,
  });
  checks.check('the owner has them all', inbox.body.submissions.length === limit, inbox.body.submissions.length);
  const owners = await owner.call('GET /api/v1/upload-links/:id', {
    params: { id: uploadLink.id },
    bearer: stack.token,
  });
  const { state, acceptedCount } = owners.body.uploadLink;
  checks.check('the upload link is full', state === 'full' && acceptedCount === limit, `${state}, ${acceptedCount}`);
  await checkLeftovers('now');

  // Half of those who were refused throw away what they have; the others do nothing more, and a week goes by.
  const half = refused.slice(0, Math.floor(refused.length / 2));
  await step('discard', half, ({ api, token }) => api.call('DELETE /api/v1/submissions/:token', { params: { token } }));
  const later = { ...stack.platform, clock: { now: () => addMs(new Date(), 8 * DAY_MS) } };
  await discardAbandoned(later);
  await deleteObjects(stack.platform);
  await checkLeftovers('when the refused ones are gone');
  const objects = await keysOf(stack.platform.store.list());
  checks.check('one object for each submission', objects.length === limit, objects.length);
} finally {
  await stack.stop();
}
times.note('in all, with start and end of the servers', performance.now() - startedAt);
times.print();
checks.finish();
process.exit();

/**
 * One step of all at the same moment. A server that is too busy says so, and is asked again.
 * @param expected a refusal that is no failure
 */
async function step(
  name: string,
  of: readonly Citizen[],
  work: (citizen: Citizen) => Promise<TestAnswer>,
  expected?: string,
): Promise<void> {
  let failed = 0;
  let again = 0;
  await Promise.all(
    of.map(async (citizen) => {
      const began = performance.now();
      let answer = await work(citizen);
      for (; answer.status === 503 && performance.now() - began < PATIENCE_MS; again++) {
        await pause(Number(answer.headers.get('retry-after') ?? 1) * SECOND_MS);
        answer = await work(citizen);
      }
      times.add(name, performance.now() - began);
      if (answer.status >= 300 && (expected === undefined || answer.code !== expected)) failed++;
    }),
  );
  checks.check(`${name}: all are answered`, failed === 0, again > 0 ? `${failed} failed, ${again} asked again` : '');
}

async function checkLeftovers(when: string): Promise<void> {
  for (const [what, found] of Object.entries(await findLeftovers(stack.platform))) {
    checks.check(`nothing left ${when}: ${what}`, found.length === 0, found.length > 0 ? found.length : '');
  }
}
