import { readFileSync } from 'node:fs';
import type { MultipartFile } from '@fastify/multipart';
import {
  askSubmissionCode,
  beginSubmission,
  beginSupplement,
  type Deps,
  describeEntrance,
  describeSubmission,
  entranceToken,
  listDigests,
  receiveDocument,
  requireUnlocked,
  resolveEntrance,
  resolveSubmission,
  sendSubmission,
  submissionLink,
  type UploadLinkRow,
  unlockEntrance,
} from '@umschlag/core';
import { AppError, ERROR_STATUS } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { toAppError } from '../plugins/error-handler.ts';
import { notFoundPage } from '../plugins/not-found-page.ts';
import { CSP_PAGE, CSP_PLAIN_FORM } from '../plugins/security-headers.ts';
import { type Carried, formPage, sentPage } from './plain-pages.ts';

/** Text fields are few and short; files are limited while they come. */
const LIMITS = { fieldSize: 4000, fields: 20, files: 250, parts: 270, fileSize: Number.MAX_SAFE_INTEGER };
const DOCUMENT = /^document(?:-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$/;

type Fields = ReadonlyMap<string, string>;

/**
 * Upload links without JavaScript, at levels 1 and 2: plain pages and forms, at the addresses of the web app's pages with
 * `?plain`. Nothing is remembered of whoever fills them: what a step has proved goes hidden into the next form.
 */
export function installPlainForm(api: Api, deps: Deps): void {
  const style = readFileSync(new URL('plain-form.css', import.meta.url), 'utf8');
  const hidden = { schema: { hide: true } };
  api.get('/plain-form.css', hidden, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(style),
  );
  api.get<WithToken>('/u/:token', hidden, (request, reply) => {
    if (!isPlain(request)) return reply.callNotFound();
    return answer(reply, async () => show(deps, await resolveEntrance(deps.database.db, request.params.token), {}));
  });
  api.post<WithToken>('/u/:token', hidden, (request, reply) =>
    answer(reply, async () => {
      const link = await resolveEntrance(deps.database.db, request.params.token);
      requireForm(request);
      return takeForm(deps, link, request);
    }),
  );
  api.get<WithToken>('/s/:token', hidden, (request, reply) => {
    if (!isPlain(request)) return reply.callNotFound();
    return answer(reply, () => showSubmission(deps, request.params.token, false));
  });
  api.post<WithToken>('/s/:token', hidden, (request, reply) =>
    answer(reply, async () => {
      requireForm(request);
      await takeParts(request, new Map(), async () => undefined);
      const { token } = await beginSupplement(deps, await resolveSubmission(deps, request.params.token));
      return showSubmission(deps, token, false);
    }),
  );
}

/** Everybody else gets the web app, which has pages of its own there. */
function isPlain({ query }: FastifyRequest): boolean {
  return Object.hasOwn(query as object, 'plain');
}

interface WithToken {
  Params: { token: string };
}

function requireForm(request: FastifyRequest): void {
  if (!request.isMultipart()) throw new AppError('unsupported_media_type', 'This address takes a form.');
}

interface Page {
  readonly status: number;
  readonly text: string;
}

/** What cannot be shown as a step of the form: the upload link is not there. */
async function answer(reply: FastifyReply, work: () => Promise<Page>): Promise<FastifyReply> {
  const send = (status: number, policy: string, text: string) =>
    reply
      .code(status)
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(text);
  try {
    const { status, text } = await work();
    return send(status, CSP_PLAIN_FORM, text);
  } catch (error) {
    if (toAppError(error).code !== 'not_found') throw error;
    return send(404, CSP_PAGE, notFoundPage);
  }
}

/** The step that comes next, with what went wrong in the one before. */
async function show(deps: Deps, link: UploadLinkRow, carried: Carried, problem?: AppError): Promise<Page> {
  const resolved = carried.submission === undefined ? undefined : await resolveSubmission(deps, carried.submission);
  const submission = resolved && (await describeSubmission(deps, resolved));
  const isUnlocked = submission !== undefined || (await isOpenFor(deps, link, carried.grant));
  const entrance = await describeEntrance(deps, link, isUnlocked);
  return {
    status: problem ? ERROR_STATUS[problem.code] : 200,
    text: formPage({ action: `/u/${entranceToken(deps.keys, link.id)}?plain`, entrance, carried, problem, submission }),
  };
}

async function isOpenFor(deps: Deps, link: UploadLinkRow, grant: string | undefined): Promise<boolean> {
  try {
    await requireUnlocked(deps, link, grant);
    return true;
  } catch (error) {
    if (toAppError(error).code === 'pin_required') return false;
    throw error;
  }
}

/** Fields first, then files as they come. What has arrived when something goes wrong stays, and is shown. */
async function takeForm(deps: Deps, link: UploadLinkRow, request: FastifyRequest): Promise<Page> {
  const fields = new Map<string, string>();
  let submission: string | undefined;
  const begun = async () => {
    submission ??= fields.get('submission') ?? (await begin(deps, link, fields, request));
    return submission;
  };
  try {
    await takeParts(request, fields, async (part) => takeFile(deps, await begun(), part));
    const step = STEPS[fields.get('step') ?? ''];
    if (step) return await step(deps, link, fields, request);
    return await sendForm(deps, await begun(), fields, request);
  } catch (error) {
    const problem = toAppError(error);
    if (problem.code === 'not_found' || problem.code === 'internal_error') throw error;
    return show(deps, link, { ...carriedOf(fields), ...(submission && { submission }) }, problem);
  }
}

/** A browser reads no answer before it has sent everything: so after a refusal the rest is let by, and then told. */
async function takeParts(
  request: FastifyRequest,
  fields: Map<string, string>,
  take: (part: MultipartFile) => Promise<void>,
): Promise<void> {
  let refusal: { readonly error: unknown } | undefined;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value));
      continue;
    }
    // A page sends a file input that nobody filled as a file without a name (HTML §4.10.22.7).
    if (part.filename && !refusal) {
      await take(part).catch((error: unknown) => {
        refusal = { error };
      });
    }
    part.file.resume();
  }
  if (refusal) throw refusal.error;
}

function carriedOf(fields: Fields): Carried {
  const given = (name: string) => {
    const value = fields.get(name);
    return value === undefined || value === '' ? undefined : value;
  };
  return { grant: given('grant'), challengeId: given('challengeId'), submission: given('submission') };
}

type Step = (deps: Deps, link: UploadLinkRow, fields: Fields, request: FastifyRequest) => Promise<Page>;

const STEPS: Readonly<Record<string, Step>> = {
  pin: async (deps, link, fields, request) => {
    const pin = fields.get('pin') ?? '';
    return show(deps, link, { grant: await unlockEntrance(deps, link, { pin, clientAddress: request.ip }) });
  },
  address: async (deps, link, fields, request) => {
    const { grant } = carriedOf(fields);
    await requireUnlocked(deps, link, grant);
    const given = { email: fields.get('email') ?? '', clientAddress: request.ip };
    const { challengeId } = await askSubmissionCode(deps, link, given);
    return show(deps, link, { grant, challengeId });
  },
};

/** @returns the token of the new submission */
async function begin(deps: Deps, link: UploadLinkRow, fields: Fields, request: FastifyRequest): Promise<string> {
  const { grant, challengeId } = carriedOf(fields);
  const confirmation = challengeId === undefined ? undefined : { challengeId, code: fields.get('code') ?? '' };
  return (await beginSubmission(deps, link, { grant, confirmation, clientAddress: request.ip })).token;
}

async function takeFile(deps: Deps, token: string, part: MultipartFile): Promise<void> {
  const [known, requestedDocumentId] = DOCUMENT.exec(part.fieldname) ?? [];
  if (known === undefined) throw new AppError('invalid_request', 'The form has no such field.');
  await receiveDocument(deps, await resolveSubmission(deps, token), {
    // Browsers write a quote as %22 (HTML §4.10.22.8).
    path: [part.filename.replaceAll('%22', '"')],
    mediaType: part.mimetype,
    source: part.file,
    requestedDocumentId,
  });
}

async function sendForm(deps: Deps, token: string, fields: Fields, request: FastifyRequest): Promise<Page> {
  const resolved = await resolveSubmission(deps, token);
  const email = fields.get('email');
  await sendSubmission(deps, resolved, {
    email: email === '' ? undefined : email,
    isPartial: fields.get('isPartial') === 'yes',
    clientAddress: request.ip,
  });
  return showSubmission(deps, token, true);
}

/** What was sent; of a draft the form that it goes on with. */
async function showSubmission(deps: Deps, token: string, isNew: boolean): Promise<Page> {
  const resolved = await resolveSubmission(deps, token);
  const view = await describeSubmission(deps, resolved);
  if (view.state === 'draft') return show(deps, resolved.link, { submission: token });
  const digests = new Map<string, string>();
  for (const { id } of view.sent) for (const one of await listDigests(deps.database.db, id)) digests.set(...one);
  return {
    status: 200,
    text: sentPage({ view, link: submissionLink(deps, resolved.id, resolved.link), digests, isNew, receiptOf }),
  };
}

function receiptOf(token: string): string {
  return `/api/v1/submissions/${token}/receipt`;
}
