import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { closeUploadLink, discardAbandoned, endExpiredDeliveries, endUploadLinks } from '@umschlag/core';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@umschlag/std';
import { clientUpload, complete, putPart } from '../transfer/upload-file.ts';
import { addFile, type Begun, begin, confirmation, DOCUMENT, inbox, openEntrance, send, submit } from './entrance.ts';
import { pdfOf } from './pdf.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.jobs.all.length = 0;
});

const octets = pdfOf(300_000, 7);
const see = (token: string) => api.call('GET /api/v1/entrances/:token', { params: { token } });
const look = (token: string) => api.call('GET /api/v1/submissions/:token', { params: { token } });
const mailsOf = (kind: string, subjectId: string) =>
  api.deps.database.db.selectFrom('mails').selectAll().where('kind', '=', kind).where('subject_id', '=', subjectId);

describe('a submission', () => {
  test('arrives octet for octet, with its checklist, and its owner alone fetches it', async () => {
    const entrance = await openEntrance(api);
    const { id, fileId } = await submit(api, entrance, octets);
    const [received] = await inbox(api, entrance);
    expect(received).toMatchObject({ id, email: null, isConfirmed: false, openedAt: null, supplements: null });
    expect(received!.files).toEqual([
      expect.objectContaining({
        id: fileId,
        path: ['Bescheid.pdf'],
        requestedDocumentId: entrance.documentIds[0],
        review: { state: 'received', reason: null, at: null },
      }),
    ]);
    const path = `/api/v1/links/${received!.linkToken}/files/${fileId}`;
    const owner = await api.signInAs(entrance.owner);
    expect(Buffer.from((await api.request('GET', path, { cookie: owner.cookie })).octets).equals(octets)).toBe(true);
    const others = [
      undefined,
      (await api.signInAs(await api.createCitizen())).cookie,
      (await api.signInAs(await api.createCaseworker({ organisationId: entrance.owner.organisationId! }))).cookie,
    ];
    const refused = await Promise.all(others.map((cookie) => api.request('GET', path, { cookie })));
    expect(refused.map(({ status, code }) => [status, code])).toEqual([
      [401, 'sign_in_required'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  });

  test('is told to its owner by mail, which holds a link and nothing of it', async () => {
    const entrance = await openEntrance(api);
    const { id } = await submit(api, entrance, octets, { email: 'anna@example.org' });
    const mails = [
      ...(await mailsOf('submission-arrived', id).execute()),
      ...(await mailsOf('submission-receipt', id).execute()),
    ];
    expect(mails.map((mail) => mail.to_email)).toEqual([entrance.owner.email, 'anna@example.org']);
  });

  test('has the SHA-256 that its octets have, computed by the server', async () => {
    const { fileId } = await submit(api, await openEntrance(api), octets);
    const row = await api.deps.database.db
      .selectFrom('delivery_files')
      .select('plain_digest')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow();
    expect(row.plain_digest?.toString('hex')).toBe(createHash('sha256').update(octets).digest('hex'));
  });

  test('is nobody’s to see before it is sent, its owner’s neither', async () => {
    const entrance = await openEntrance(api);
    const begun = await begin(api, entrance);
    await addFile(api, begun, { path: ['a.pdf'], octets });
    expect(await inbox(api, entrance)).toEqual([]);
    expect((await look(begun.token)).body.submission).toMatchObject({ state: 'draft', sent: [] });
  });

  test('is sent once, and what was sent does not change any more', async () => {
    const entrance = await openEntrance(api);
    const sent = await submit(api, entrance, octets);
    expect((await send(api, sent)).code).toBe('delivery_not_draft');
    await expect(addFile(api, sent, { path: ['b.pdf'], octets })).rejects.toThrow('delivery_not_draft');
    const { fileId } = sent;
    const removed = await api.call('DELETE /api/v1/submissions/:token/files/:fileId', {
      params: { token: sent.token, fileId },
    });
    expect(removed.code).toBe('delivery_not_draft');
    const discarded = await api.call('DELETE /api/v1/submissions/:token', { params: { token: sent.token } });
    expect(discarded.code).toBe('delivery_not_draft');
  });

  test('with required documents missing is sent only by whoever has seen which', async () => {
    const documents = [DOCUMENT, { ...DOCUMENT, name: 'Foto', isRequired: false }, { ...DOCUMENT, name: 'Ausweis' }];
    const entrance = await openEntrance(api, { documents });
    const begun = await begin(api, entrance);
    expect((await send(api, begun)).code).toBe('submission_empty');
    await addFile(api, begun, { path: ['a.pdf'], octets, requestedDocumentId: entrance.documentIds[0] });
    const refused = await send(api, begun);
    expect(refused.code).toBe('documents_missing');
    expect((refused.body as unknown as { error: { details: unknown } }).error.details).toEqual({
      documentIds: [entrance.documentIds[2]],
    });
    expect((await send(api, begun, { isPartial: true })).status).toBe(200);
  });

  test('does not take a file for a document of another upload link', async () => {
    const other = await openEntrance(api);
    const begun = await begin(api, await openEntrance(api));
    const wrong = addFile(api, begun, { path: ['a.pdf'], octets, requestedDocumentId: other.documentIds[0] });
    await expect(wrong).rejects.toThrow('requested_document_unknown');
  });

  test('holds no more than the upload link allows, and that is said before', async () => {
    const entrance = await openEntrance(api, { maxSubmissionBytes: 500_000 });
    expect((await see(entrance.token)).body.entrance.maxSubmissionBytes).toBe(500_000);
    const begun = await begin(api, entrance);
    await addFile(api, begun, { path: ['a.pdf'], octets });
    await expect(addFile(api, begun, { path: ['b.pdf'], octets })).rejects.toThrow('delivery_too_large');
  });

  test('goes with its time, key first, and its page with it', async () => {
    const entrance = await openEntrance(api);
    const { id, token } = await submit(api, entrance, octets);
    const before = api.clock.now();
    api.clock.advanceMs(60 * DAY_MS);
    try {
      expect((await look(token)).status).toBe(404);
      await endExpiredDeliveries(api.deps);
      const key = api.deps.database.db.selectFrom('content_keys').select('delivery_id').where('delivery_id', '=', id);
      expect(await key.execute()).toEqual([]);
      expect(await inbox(api, entrance)).toEqual([]);
    } finally {
      api.clock.set(before);
    }
  });

  test('that nobody sends is thrown away after a week with its files; the upload link is as it was', async () => {
    const entrance = await openEntrance(api, { maxSubmissions: 1 });
    const begun = await begin(api, entrance);
    const fileId = await addFile(api, begun, { path: ['a.pdf'], octets });
    const before = api.clock.now();
    api.clock.advanceMs(7 * DAY_MS - MINUTE_MS);
    await discardAbandoned(api.deps);
    expect((await look(begun.token)).status).toBe(200);
    api.clock.advanceMs(MINUTE_MS);
    await discardAbandoned(api.deps);
    api.clock.set(before);
    expect((await look(begun.token)).status).toBe(404);
    const noted = await api.deps.database.db.selectFrom('object_deletions').select('object_key').execute();
    expect(noted.filter(({ object_key }) => object_key.includes(fileId))).toHaveLength(1);
    expect((await see(entrance.token)).body.entrance.state).toBe('open');
  });
});

/** A server that is too busy says so, and a client tries again a moment later, as often as it takes. */
async function sendUntilAnswered(one: Begun): Promise<string | number> {
  for (let tries = 0; tries < 1000; tries++) {
    const { status, code } = await send(api, one);
    if (code !== 'service_unavailable') return code ?? status;
    await delay(100);
  }
  return 'service_unavailable';
}

describe('an entrance', () => {
  test('of a limit of 100 takes exactly 100 of 200 at once; the others are told, keep what they have and count nothing', async () => {
    const entrance = await openEntrance(api, { maxSubmissions: 100, documents: [] });
    const small = Buffer.from('Guten Tag');
    const begun = await Promise.all(Array.from({ length: 200 }, () => begin(api, entrance)));
    for (let at = 0; at < begun.length; at += 20) {
      await Promise.all(begun.slice(at, at + 20).map((one) => addFile(api, one, { path: ['a.txt'], octets: small })));
    }
    const codes = await Promise.all(begun.map(sendUntilAnswered));
    expect(codes.filter((code) => code === 200)).toHaveLength(100);
    expect(codes.filter((code) => code === 'submissions_full')).toHaveLength(100);
    expect(await inbox(api, entrance)).toHaveLength(100);
    expect((await see(entrance.token)).body.entrance.state).toBe('full');
    const refused = begun[codes.indexOf('submissions_full')]!;
    expect((await look(refused.token)).body.submission).toMatchObject({ state: 'draft', sendable: 'full' });
    const late = await api.call('POST /api/v1/entrances/:token/submissions', {
      params: { token: entrance.token },
      body: {},
    });
    expect(late.code).toBe('submissions_full');
  });

  test('past its deadline says so before anything is chosen; what was begun in time can be sent for an hour', async () => {
    const entrance = await openEntrance(api, { documents: [] });
    const begun = await begin(api, entrance);
    await addFile(api, begun, { path: ['a.pdf'], octets });
    const before = api.clock.now();
    try {
      api.clock.advanceMs(14 * DAY_MS);
      expect((await see(entrance.token)).body.entrance.state).toBe('deadline_passed');
      await expect(begin(api, entrance)).rejects.toThrow('deadline_passed');
      api.clock.advanceMs(HOUR_MS);
      expect((await send(api, begun)).code).toBe('deadline_passed');
      api.clock.advanceMs(-MINUTE_MS);
      expect((await send(api, begun)).status).toBe(200);
    } finally {
      api.clock.set(before);
    }
  });

  test('that is closed takes nothing more, also of what has begun', async () => {
    const entrance = await openEntrance(api);
    const begun = await begin(api, entrance);
    await addFile(api, begun, { path: ['a.pdf'], octets });
    await closeUploadLink(api.deps, entrance.owner.accountId, entrance.id);
    expect((await see(entrance.token)).body.entrance.state).toBe('closed');
    await expect(begin(api, entrance)).rejects.toThrow('upload_link_closed');
    await expect(addFile(api, begun, { path: ['b.pdf'], octets })).rejects.toThrow('upload_link_closed');
    expect((await send(api, begun, { isPartial: true })).code).toBe('upload_link_closed');
  });

  test('with a PIN shows what is asked for to nobody without it, and takes few tries', async () => {
    const entrance = await openEntrance(api, { pin: '4711' });
    expect((await see(entrance.token)).body.entrance).toMatchObject({ needsPin: true, details: null });
    await expect(begin(api, entrance)).rejects.toThrow('pin_required');
    const unlock = (pin: string, token = entrance.token) =>
      api.call('POST /api/v1/entrances/:token/unlock', { params: { token }, body: { pin } });
    expect((await unlock('0000')).code).toBe('pin_wrong');
    const unlocked = await unlock('47 11');
    expect(unlocked.body.entrance.details?.title).toBe('Unterlagen zum Antrag');
    await begin(api, entrance, { grant: unlocked.body.grant });
    const other = await openEntrance(api, { pin: '0815' });
    await expect(begin(api, other, { grant: unlocked.body.grant })).rejects.toThrow('pin_required');
    // Right ones do not count, however many they are.
    for (let count = 0; count < 12; count++) expect((await unlock('4711')).status).toBe(200);
    const tries = await Promise.all(Array.from({ length: 30 }, () => unlock('0000')));
    expect(tries.filter(({ code }) => code === 'pin_wrong')).toHaveLength(9);
    expect(tries.filter(({ code }) => code === 'too_many_requests')).toHaveLength(21);
    expect((await unlock('4711')).code).toBe('too_many_requests');
  });

  test('stands nowhere in clear: neither what is asked for, nor its link, nor its PIN', async () => {
    const entrance = await openEntrance(api, { title: 'Geheimer Titel', pin: '90210' });
    const rows = await api.deps.database.db
      .selectFrom('upload_links')
      .selectAll()
      .where('id', '=', entrance.id)
      .executeTakeFirstOrThrow();
    const documents = await api.deps.database.db.selectFrom('requested_documents').selectAll().execute();
    const text = [rows, ...documents]
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join('\n');
    for (const secret of ['Geheimer Titel', 'alle Seiten', 'gut lesbar', '90210', entrance.token]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain(entrance.id);
  });

  test('ends 60 days after its deadline, when nothing is left in it: its texts are gone for good', async () => {
    const entrance = await openEntrance(api);
    const before = api.clock.now();
    const ended = () =>
      api.deps.database.db
        .selectFrom('upload_links')
        .select(['ended_at', 'sealed_texts'])
        .where('id', '=', entrance.id)
        .executeTakeFirstOrThrow();
    try {
      api.clock.advanceMs(74 * DAY_MS);
      await endUploadLinks(api.deps);
      expect((await ended()).ended_at).toBeNull();
      api.clock.advanceMs(HOUR_MS);
      await endUploadLinks(api.deps);
      expect(await ended()).toEqual({ ended_at: expect.any(Date), sealed_texts: null });
      expect((await see(entrance.token)).status).toBe(404);
    } finally {
      api.clock.set(before);
    }
  });
});

describe('at level 2', () => {
  test('a submission begins with a confirmed address, and its owner sees that it is', async () => {
    const entrance = await openEntrance(api, { level: 2 });
    await expect(begin(api, entrance)).rejects.toThrow('address_not_confirmed');
    const confirmed = await confirmation(api, entrance, 'Anna@Example.org');
    const begun = await begin(api, entrance, { confirmation: confirmed });
    await addFile(api, begun, { path: ['a.pdf'], octets });
    // Another address in the last step changes nothing.
    await send(api, begun, { isPartial: true, email: 'eve@example.org' });
    expect((await inbox(api, entrance))[0]).toMatchObject({ email: 'Anna@example.org', isConfirmed: true });
    await expect(begin(api, entrance, { confirmation: confirmed })).rejects.toThrow('code_wrong_or_expired');
  });

  test('a code is good for five tries, for a quarter of an hour, and for its own upload link', async () => {
    const entrance = await openEntrance(api, { level: 2 });
    const { challengeId, code } = await confirmation(api, entrance, 'a@example.org');
    const wrong = code === '00000000' ? '11111111' : '00000000';
    for (let count = 0; count < 5; count++) {
      await expect(begin(api, entrance, { confirmation: { challengeId, code: wrong } })).rejects.toThrow(
        'code_wrong_or_expired',
      );
    }
    await expect(begin(api, entrance, { confirmation: { challengeId, code } })).rejects.toThrow(
      'code_wrong_or_expired',
    );
    const foreign = await confirmation(api, await openEntrance(api, { level: 2 }), 'b@example.org');
    await expect(begin(api, entrance, { confirmation: foreign })).rejects.toThrow('code_wrong_or_expired');
    const late = await confirmation(api, entrance, 'c@example.org');
    const before = api.clock.now();
    api.clock.advanceMs(15 * MINUTE_MS);
    await expect(begin(api, entrance, { confirmation: late })).rejects.toThrow('code_wrong_or_expired');
    api.clock.set(before);
  });
});

describe('a document', () => {
  const review = (
    entrance: { id: string; owner: Parameters<TestApi['signInAs']>[0] },
    submission: { id: string; fileId: string },
    body: { state: 'accepted' | 'rejected' | 'received'; reason?: string },
  ) =>
    api.signInAs(entrance.owner).then(({ cookie }) =>
      api.call('PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review', {
        params: { id: entrance.id, submissionId: submission.id, fileId: submission.fileId },
        body,
        cookie,
      }),
    );

  test('that is rejected says why to whoever submitted it, who can send it anew; the number of submissions stays', async () => {
    const entrance = await openEntrance(api, { maxSubmissions: 1 });
    const first = await submit(api, entrance, octets, { email: 'anna@example.org' });
    expect((await review(entrance, first, { state: 'rejected' })).code).toBe('invalid_request');
    const reason = 'Seite 2 ist unlesbar.';
    expect((await review(entrance, first, { state: 'rejected', reason })).status).toBe(204);
    expect(await mailsOf('submission-rejected', first.id).execute()).toHaveLength(1);
    const seen = (await look(first.token)).body.submission;
    expect(seen.files[0]!.review).toMatchObject({ state: 'rejected', reason });
    api.clock.advanceMs(MINUTE_MS);
    const supplement = await api.call('POST /api/v1/submissions/:token/supplements', {
      params: { token: first.token },
    });
    const again = await addFile(api, supplement.body, {
      path: ['Bescheid.pdf'],
      octets: pdfOf(50, 3),
      requestedDocumentId: entrance.documentIds[0],
    });
    expect((await send(api, supplement.body)).status).toBe(200);
    const [second, original] = await inbox(api, entrance);
    expect([second!.supplements, second!.email, original!.id]).toEqual([first.id, 'anna@example.org', first.id]);
    expect((await review(entrance, { id: second!.id, fileId: again }, { state: 'accepted' })).status).toBe(204);
    const both = (await look(first.token)).body.submission;
    expect(both.files.map((file) => file.review?.state)).toEqual(['rejected', 'accepted']);
    expect(both.sent).toHaveLength(2);
  });

  test('is not reviewed by anybody else, nor through another upload link', async () => {
    const entrance = await openEntrance(api);
    const submission = await submit(api, entrance, octets);
    const other = await openEntrance(api);
    const same = await openEntrance(api, {}, entrance.owner);
    for (const wrong of [other, { ...entrance, owner: other.owner }, same]) {
      expect((await review(wrong, submission, { state: 'accepted' })).code).toBe('not_found');
    }
  });
});

describe('what nobody should open', () => {
  const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from([0x80, 0xff, 0xfe, 0x00, 0x01])]);
  const encrypted = Buffer.from(
    Buffer.from(pdfOf(100)).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 3 0 R'),
    'latin1',
  );

  test.each([
    ['a program, whatever it is called', 'Bescheid.pdf', PROGRAM, 'executable'],
    ['a PDF under a password', 'Bescheid.pdf', encrypted, 'encrypted_pdf'],
    ['text that is called a PDF', 'Bescheid.pdf', Buffer.from('Guten Tag'), 'mismatched_name'],
    ['a script', 'los.sh', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'script'],
  ])('is refused by its content and forgotten: %s', async (_, name, content, reason) => {
    const begun = await begin(api, await openEntrance(api));
    const answer = await api.call('POST /api/v1/submissions/:token/uploads', {
      params: { token: begun.token },
      body: { path: [name], mediaType: 'application/pdf', sizeBytes: content.length },
    });
    const upload = clientUpload(answer.body, content);
    await putPart(api, upload, 1);
    const refused = await complete(api, upload);
    expect([refused.status, refused.code]).toEqual([422, 'file_kind_refused']);
    expect((refused.body as unknown as { error: { details: object } }).error.details).toMatchObject({ reason });
    expect((await look(begun.token)).body.submission.files).toEqual([]);
    const noted = await api.deps.database.db.selectFrom('object_deletions').select('object_key').execute();
    expect(noted.filter(({ object_key }) => object_key.includes(upload.state.fileId))).toHaveLength(1);
  });

  test('nor a kind that the document is not asked for in', async () => {
    const entrance = await openEntrance(api, { documents: [{ ...DOCUMENT, acceptedKinds: ['image'] }] });
    const begun = await begin(api, entrance);
    const pdf = { path: ['a.pdf'], octets };
    await expect(addFile(api, begun, { ...pdf, requestedDocumentId: entrance.documentIds[0] })).rejects.toThrow(
      'file_kind_refused',
    );
    await addFile(api, begun, pdf);
  });
});

describe('whoever submitted', () => {
  test('is told once that it was fetched', async () => {
    const entrance = await openEntrance(api);
    const { id, token, fileId } = await submit(api, entrance, octets, { email: 'anna@example.org' });
    const [received] = await inbox(api, entrance);
    expect((await look(token)).body.submission.sent[0]!.pickedUpAt).toBeNull();
    const { cookie } = await api.signInAs(entrance.owner);
    for (let count = 0; count < 2; count++) {
      await api.request('GET', `/api/v1/links/${received!.linkToken}/files/${fileId}`, { cookie });
    }
    expect((await look(token)).body.submission.sent[0]!.pickedUpAt).toEqual(expect.any(String));
    expect(await mailsOf('submission-picked-up', id).execute()).toHaveLength(1);
  });

  test('can do nothing with their token but in their own submission', async () => {
    const entrance = await openEntrance(api);
    const mine = await begin(api, entrance);
    const other = await begin(api, entrance);
    const fileId = await addFile(api, other, { path: ['a.pdf'], octets });
    const removed = await api.call('DELETE /api/v1/submissions/:token/files/:fileId', {
      params: { token: mine.token, fileId },
    });
    expect(removed.code).toBe('not_found');
    expect((await look(mine.token)).body.submission.files).toEqual([]);
  });
});
