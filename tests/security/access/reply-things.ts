import type { TestApi } from '@umschlag/api/testing';
import {
  beginReply,
  changeDraft,
  deliveryLinkToken,
  findAccount,
  putOwnManifest,
  putRecipientManifest,
  sendDelivery,
} from '@umschlag/core';
import { testFingerprint, testMessage } from '@umschlag/core/testing';
import { octetsOf } from '../../invariants/transfer/delivery.ts';
import { uploadFile, uploadSealedFile } from '../../invariants/transfer/upload-file.ts';
import { freshKey, sealedDelivery } from './manifest-things.ts';
import type { Cast } from './people.ts';
import { sent } from './plain-delivery.ts';
import { type Make, SECRET_REPLY } from './thing.ts';

/** Begins as an OpenPGP message does, which is all that the server looks at. */
const SEALED_REPLY = Buffer.concat([Buffer.of(0xc1), Buffer.from(SECRET_REPLY)]);

/** A draft of the addressed recipient to the owner, with a file. */
async function replyTo(api: TestApi, cast: Cast, answered: { readonly recipientId: string; readonly level: 2 | 3 }) {
  const { accountId } = cast.addressed;
  const link = {
    recipient: { id: answered.recipientId },
    delivery: { level: answered.level, sender_id: cast.owner.accountId },
  };
  const id = await beginReply(api.deps, await findAccount(api.deps.database.db, { id: accountId }), link);
  await changeDraft(api.deps, { accountId }, id, { subject: SECRET_REPLY });
  const session = await api.signInAs(cast.addressed);
  const octets = octetsOf(500);
  const fileId = await (answered.level === 2
    ? uploadFile(api, session, id, { path: ['Antwort.pdf'], octets })
    : uploadSealedFile(api, session, id, octets));
  const partner = await api.deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, fileId, recipientId: partner.id };
}

async function plainReply(api: TestApi, cast: Cast, { isSent }: { isSent: boolean }) {
  const { recipientId } = await sent(api, cast, { level: 2 });
  const reply = await replyTo(api, cast, { recipientId, level: 2 });
  if (isSent) await sendDelivery(api.deps, cast.addressed.accountId, reply.id);
  return reply;
}

/** With its manifests, for the owner by access code. */
async function sealedReply(api: TestApi, cast: Cast, { isSent }: { isSent: boolean }) {
  const { recipientId } = await sealedDelivery(api, cast);
  const reply = await replyTo(api, cast, { recipientId, level: 3 });
  const { accountId } = cast.addressed;
  const fingerprint = await freshKey(api, accountId);
  await putOwnManifest(api.deps, accountId, reply.id, { message: SEALED_REPLY, fingerprint });
  const place = { deliveryId: reply.id, recipientId: reply.recipientId };
  await putRecipientManifest(api.deps, accountId, place, { message: SEALED_REPLY, fingerprint: undefined });
  if (isSent) await sendDelivery(api.deps, accountId, reply.id);
  return reply;
}

/** The link of the owner, who reads the reply. */
export const answeredLink: Make = async (api, cast, state) => {
  const make = state === 'answered level 3' ? sealedReply : plainReply;
  const { recipientId } = await make(api, cast, { isSent: true });
  return { params: { token: deliveryLinkToken(api.deps.keys, recipientId) } };
};

/** Its ids, for whatever route asks for them. */
const inState: Make = async (api, cast, state) => {
  const make = state === 'reply level 3' ? sealedReply : plainReply;
  return { params: { ...(await make(api, cast, { isSent: state === 'reply sent' })) } };
};

const withBody =
  (body: unknown): Make =>
  async (...all) => ({ ...(await inState(...all)), body });

const ofOwnersKeys =
  (body: (email: string) => object): Make =>
  async (api, cast, state) => {
    await inState(api, cast, state);
    return { body: body(cast.owner.email) };
  };

/** How the things of the routes come to be that are a reply, or are for who has begun one. */
export const REPLY_THINGS: Readonly<Record<string, Make>> = {
  'GET /api/v1/deliveries': async (...all) => {
    await inState(...all);
    return {};
  },
  'GET /api/v1/deliveries/:id': inState,
  'PATCH /api/v1/deliveries/:id': withBody({ message: 'x' }),
  'DELETE /api/v1/deliveries/:id': inState,
  'POST /api/v1/deliveries/:id/send': inState,
  'POST /api/v1/deliveries/:id/recall': inState,
  'PATCH /api/v1/deliveries/:id/expiry': async (api, cast, state) => {
    const inOneDay = new Date(api.clock.now().getTime() + 24 * 3600 * 1000);
    return withBody({ expiresAt: inOneDay.toISOString() })(api, cast, state);
  },
  'POST /api/v1/deliveries/:id/recipients/:recipientId/resend': inState,
  'GET /api/v1/deliveries/:id/recipients/:recipientId/link': inState,
  'DELETE /api/v1/deliveries/:id/files/:fileId': inState,
  'POST /api/v1/deliveries/:id/uploads': withBody({ path: ['b.txt'], mediaType: 'text/plain', sizeBytes: 1 }),
  'GET /api/v1/deliveries/:id/manifests/self': inState,
  'PUT /api/v1/deliveries/:id/manifests/self': async (...all) => ({
    ...(await inState(...all)),
    query: { fingerprint: testFingerprint() },
    body: testMessage(),
  }),
  'PUT /api/v1/deliveries/:id/manifests/:recipientId': async (...all) => ({
    ...(await inState(...all)),
    query: { reader: 'code' },
    body: testMessage(),
  }),
  'GET /api/v1/deliveries/:id/files/:fileId/sealed': inState,
  'POST /api/v1/keys/lookup': ofOwnersKeys((email) => ({ emails: [email] })),
  'POST /api/v1/keys/history': ofOwnersKeys((email) => ({ email })),
};
