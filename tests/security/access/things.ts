import type { TestApi } from '@umschlag/api/testing';
import {
  accountMails,
  type CaseworkerAccount,
  createApiToken,
  createCaseworker,
  findSession,
  inviteCaseworker,
  listSessions,
  recallDelivery,
} from '@umschlag/core';
import { freshCaller } from '@umschlag/core/testing';
import { MINUTE_MS, newId } from '@umschlag/std';
import { newDraft } from '../../invariants/transfer/delivery.ts';
import { declare, digestOf, putPart, sealedPart } from '../../invariants/transfer/upload-file.ts';
import { KEY_THINGS } from './key-things.ts';
import { MANIFEST_THINGS, sealedDelivery } from './manifest-things.ts';
import type { Cast } from './people.ts';
import { draft, FILE, sent } from './plain-delivery.ts';
import { answeredLink, REPLY_THINGS } from './reply-things.ts';
import { SUBMISSION_THINGS, submittedFile } from './submission-things.ts';
import { TEAM_THINGS } from './team-things.ts';
import type { Make, Thing } from './thing.ts';

const PASSWORD = 'Tür7Fenster%Dach';

const newAddress = () => `p-${newId().slice(0, 8)}@example.org`;

const inState = async (api: TestApi, cast: Cast, state: string): Promise<Thing> => {
  const { id } = state === 'sent' ? await sent(api, cast) : await draft(api, cast);
  return { params: { id } };
};

const ofRecipient: Make = async (api, cast) => {
  const { id, recipientId } = await sent(api, cast);
  return { params: { id, recipientId } };
};

/** An upload of the owner's draft; `whole` has all its parts. */
const upload: Make = async (api, cast, state) => {
  const id = await newDraft(api, { ...cast.owner, cookie: '' }, {});
  const declared = await declare(api, await api.signInAs(cast.owner), id, FILE);
  if (state === 'whole') await putPart(api, declared, 1);
  const octets = await sealedPart(declared, 1);
  return { params: { id: declared.state.id, number: 1 }, holderBearer: declared.token, body: octets };
};

async function link(api: TestApi, cast: Cast, state: string, change: Parameters<typeof newDraft>[2] = {}) {
  const delivery =
    state === 'level 3'
      ? await sealedDelivery(api, cast, { change })
      : state === 'level 4'
        ? await sealedDelivery(api, cast, { change: { level: 4, subject: undefined, ...change } })
        : await sent(api, cast, { level: state === 'level 2' ? 2 : 1, ...change });
  if (state === 'recalled') await recallDelivery(api.deps, cast.owner.accountId, delivery.id);
  return delivery;
}

const linkOnly: Make = async (api, cast, state) =>
  state.startsWith('answered')
    ? answeredLink(api, cast, state)
    : { params: { token: (await link(api, cast, state)).token } };

async function ask(api: TestApi) {
  const { body, cookies } = await api.call('POST /api/v1/session/code', {
    body: { email: newAddress(), language: 'en' },
  });
  const mail = await accountMails['sign-in'].compose(api.deps, api.deps.database.db, body.challengeId);
  const code = /^\s*(\d{4}) ?(\d{4})\s*$/m.exec(mail!.text)!.slice(1).join('');
  const cookie = Object.entries(cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  return { challengeId: body.challengeId, code, token: /#(\S+)/.exec(mail!.text)![1]!, cookie };
}

const NOTHING: Make = async () => ({});

/** How the thing of each route comes to be; a route that is not here has none. */
export const THINGS: Readonly<Record<string, Make>> = {
  ...KEY_THINGS,
  ...MANIFEST_THINGS,
  ...SUBMISSION_THINGS,
  ...TEAM_THINGS,
  'GET /api/v1/organisation/submitted-files': async () => ({}),
  'PUT /api/v1/organisation/submitted-files': async () => ({
    body: { allowMacros: false, allowActivePdf: true, allowEncrypted: false, allowUnchecked: false },
  }),
  'GET /api/v1/health': NOTHING,
  'GET /api/v1/session': NOTHING,
  'POST /api/v1/session/password': async (api) => {
    const email = newAddress();
    await createCaseworker(api.deps, { email, displayName: 'x', organisationName: 'x', password: PASSWORD });
    return { body: { email, password: PASSWORD } };
  },
  'POST /api/v1/session/code': async () => ({ body: { email: newAddress(), language: 'de' } }),
  'POST /api/v1/session/code/confirm': async (api) => {
    const { challengeId, code } = await ask(api);
    return { body: { challengeId, code } };
  },
  'POST /api/v1/session/link/confirm': async (api) => {
    const { token, cookie } = await ask(api);
    return { body: { token }, cookie };
  },
  'POST /api/v1/invitations/accept': async (api, cast) => {
    const { cookie } = await api.signInAs(cast.admin);
    const caller = (await findSession(api.deps, cookie.split('=')[1]!))!;
    const input = { email: newAddress(), role: 'member' as const };
    const { id } = await inviteCaseworker(api.deps, caller.account as CaseworkerAccount, input);
    const mail = await accountMails.invitation.compose(api.deps, api.deps.database.db, id);
    return { body: { token: /#(\S+)/.exec(mail!.text)![1]!, displayName: 'x', password: PASSWORD } };
  },
  'DELETE /api/v1/session': NOTHING,
  'GET /api/v1/sessions': NOTHING,
  'DELETE /api/v1/sessions/:id': async (api, cast) => {
    await api.signInAs(cast.owner);
    const [session] = (await listSessions(api.deps, cast.owner.accountId)).slice(-1);
    return { params: { id: session!.id } };
  },
  'PATCH /api/v1/account': async () => ({ body: { language: 'de' } }),
  'PUT /api/v1/account/password': async () => ({ body: { newPassword: PASSWORD } }),
  'GET /api/v1/received': NOTHING,
  'GET /api/v1/api-tokens': NOTHING,
  'POST /api/v1/api-tokens': async () => ({ body: { name: 'x', validDays: 1 } }),
  'DELETE /api/v1/api-tokens/:id': async (api, cast) => {
    const owner = await freshCaller(api.deps, cast.owner.accountId);
    const { apiToken } = await createApiToken(api.deps, owner, { name: 'x', validDays: 1 });
    return { params: { id: apiToken.id } };
  },
  'POST /api/v1/invitations': async () => ({ body: { email: newAddress(), role: 'member' } }),
  'GET /api/v1/deliveries': async (api, cast) => {
    await draft(api, cast);
    return {};
  },
  'POST /api/v1/deliveries': async () => ({ body: { subject: 'x' } }),
  'POST /api/v1/deliveries/form': async () => {
    const form = new FormData();
    form.set('to', newAddress());
    form.set('subject', 'x');
    form.set('level', '1');
    form.set('file', new Blob(['octets'], { type: 'text/plain' }), 'a.txt');
    return { body: form };
  },
  'GET /api/v1/deliveries/:id': inState,
  'PATCH /api/v1/deliveries/:id': async (...all) => ({ ...(await inState(...all)), body: { subject: 'x' } }),
  'DELETE /api/v1/deliveries/:id': inState,
  'POST /api/v1/deliveries/:id/send': inState,
  'POST /api/v1/deliveries/:id/recall': inState,
  'PATCH /api/v1/deliveries/:id/expiry': async (api, cast, state) => {
    const inOneDay = new Date(api.clock.now().getTime() + 24 * 3600 * 1000);
    return { ...(await inState(api, cast, state)), body: { expiresAt: inOneDay.toISOString() } };
  },
  'POST /api/v1/deliveries/:id/recipients/:recipientId/resend': async (api, cast, state) => {
    const thing = await ofRecipient(api, cast, state);
    // Not before the pause between two mails is over.
    api.clock.advanceMs(5 * MINUTE_MS);
    return thing;
  },
  'GET /api/v1/deliveries/:id/recipients/:recipientId/link': ofRecipient,
  'DELETE /api/v1/deliveries/:id/files/:fileId': async (api, cast) => ({ params: { ...(await draft(api, cast)) } }),
  'POST /api/v1/deliveries/:id/uploads': async (api, cast) => ({
    params: { id: (await draft(api, cast)).id },
    body: { path: ['b.txt'], mediaType: 'text/plain', sizeBytes: 1 },
  }),
  'GET /api/v1/uploads/:id': async (...all) => ({ ...(await upload(...all)), body: undefined }),
  'PUT /api/v1/uploads/:id/parts/:number': async (...all) => {
    const thing = await upload(...all);
    return { ...thing, headers: { 'content-digest': digestOf(thing.body as Uint8Array) } };
  },
  'POST /api/v1/uploads/:id/complete': async (...all) => ({ ...(await upload(...all)), body: undefined }),
  'DELETE /api/v1/uploads/:id': async (...all) => ({ ...(await upload(...all)), body: undefined }),
  'GET /api/v1/links/:token': linkOnly,
  'POST /api/v1/links/:token/opened': linkOnly,
  'POST /api/v1/links/:token/claims': async (api, cast, state) => {
    const { token, fileId } = await link(api, cast, state, { downloadLimit: 100 });
    return { params: { token }, body: { fileId } };
  },
  'GET /api/v1/links/:token/files/:fileId': async (api, cast, state) => {
    if (state === 'submission') return submittedFile(api, cast, state);
    const { token, fileId } = await link(api, cast, state);
    return { params: { token, fileId } };
  },
  'GET /api/v1/links/:token/archive': linkOnly,
  'POST /api/v1/links/:token/replies': linkOnly,
};

/** The thing of a route in a state. */
export const makeThing = (key: string, ...[api, cast, state]: Parameters<Make>): Promise<Thing> =>
  (state.startsWith('reply') ? REPLY_THINGS : THINGS)[key]!(api, cast, state);
