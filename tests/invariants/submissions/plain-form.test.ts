import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { closeUploadLink, reviewDocument, submissionMails } from '@umschlag/core';
import { DOCUMENT, inbox, type OpenEntrance, openEntrance } from './entrance.ts';
import { pdfOf } from './pdf.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const octets = pdfOf(200_000, 5);
const pageOf = (answer: { octets: Uint8Array }) => new TextDecoder().decode(answer.octets);
const open = (entrance: OpenEntrance) => api.request('GET', `/u/${entrance.token}?plain`);

/** Fills the form of a page as a browser without scripts does: hidden fields first, files last. */
async function fill(
  entrance: OpenEntrance,
  page: string,
  fields: Readonly<Record<string, string>>,
  files: readonly { field: string; name: string; octets: Uint8Array<ArrayBuffer> }[] = [],
) {
  const form = new FormData();
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
    form.append(name!, value!);
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const file of files) form.append(file.field, new Blob([file.octets], { type: 'application/pdf' }), file.name);
  return api.request('POST', `/u/${entrance.token}?plain`, { body: form });
}

const bescheid = (entrance: OpenEntrance) => ({
  field: `document-${entrance.documentIds[0]}`,
  name: 'Bescheid für Jürgen.pdf',
  octets,
});

describe('an upload link without JavaScript', () => {
  test('says who asks for what until when, and takes files and an address; the receipt has their checksums', async () => {
    const entrance = await openEntrance(api);
    const page = pageOf(await open(entrance));
    for (const text of ['Unterlagen zum Antrag', '31-4711/26', 'alle Seiten', '16. November 2026', 'erforderlich']) {
      expect(page).toContain(text);
    }
    const done = await fill(entrance, page, { email: 'anna@example.org' }, [
      bescheid(entrance),
      { field: 'document', name: '', octets: new Uint8Array(0) },
    ]);
    expect(done.status).toBe(200);
    const receipt = pageOf(done);
    expect(receipt).toContain('Ihre Unterlagen sind angekommen');
    expect(receipt).toContain('Bescheid für Jürgen.pdf');
    expect(receipt).toContain(createHash('sha256').update(octets).digest('hex'));
    expect(receipt).toMatch(/href="http[^"]+\/s\/[\w-]{43}"/);
    const [received] = await inbox(api, entrance);
    expect(received).toMatchObject({ email: 'anna@example.org', isConfirmed: false });
    const { cookie } = await api.signInAs(entrance.owner);
    const path = `/api/v1/links/${received!.linkToken}/files/${received!.files[0]!.id}`;
    expect(Buffer.from((await api.request('GET', path, { cookie })).octets).equals(octets)).toBe(true);
  });

  test('runs no script, loads nothing from elsewhere, and its form goes back to us', async () => {
    const answer = await open(await openEntrance(api));
    expect(pageOf(answer)).not.toMatch(/<script|\sstyle=|\son\w+=|https?:/i);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('shows what people wrote as text, whatever it is', async () => {
    const trick = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const documents = [{ ...DOCUMENT, name: trick, explanation: trick }];
    const entrance = await openEntrance(api, { title: trick, reference: trick, instructions: trick, documents });
    const page = pageOf(await open(entrance));
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&lt;script&gt;');
  });

  test('keeps what has arrived when documents are missing, names it, and goes on from there', async () => {
    const documents = [DOCUMENT, { ...DOCUMENT, name: 'Ausweis' }];
    const entrance = await openEntrance(api, { documents });
    const refused = await fill(entrance, pageOf(await open(entrance)), {}, [bescheid(entrance)]);
    expect(refused.status).toBe(422);
    expect(pageOf(refused)).toContain('Es fehlen noch Unterlagen');
    expect(pageOf(refused)).toContain('<li>Bescheid für Jürgen.pdf</li>');
    expect(await inbox(api, entrance)).toEqual([]);
    const ausweis = { field: `document-${entrance.documentIds[1]}`, name: 'Ausweis.pdf', octets };
    expect((await fill(entrance, pageOf(refused), {}, [ausweis])).status).toBe(200);
    expect((await inbox(api, entrance))[0]!.files).toHaveLength(2);
  });

  test('without a file says so, and with one that is too large as well; then it can be tried again', async () => {
    const entrance = await openEntrance(api, { maxSubmissionBytes: 100_000 });
    const page = pageOf(await open(entrance));
    const empty = await fill(entrance, page, {});
    expect([empty.status, pageOf(empty).includes('Wählen Sie mindestens eine Datei')]).toEqual([422, true]);
    const large = await fill(entrance, page, {}, [bescheid(entrance)]);
    expect([large.status, pageOf(large).includes('zu groß')]).toEqual([413, true]);
    const small = { ...bescheid(entrance), octets: pdfOf(50_000) };
    expect((await fill(entrance, pageOf(large), {}, [small])).status).toBe(200);
  });

  test('at level 2 takes the mailed code with the files', async () => {
    const entrance = await openEntrance(api, { level: 2 });
    const asked = pageOf(await fill(entrance, pageOf(await open(entrance)), { email: 'anna@example.org' }));
    const challengeId = /name="challengeId" value="([^"]+)"/.exec(asked)![1]!;
    const mail = await submissionMails['submission-code']!.compose(api.deps, api.deps.database.db, challengeId);
    const code = /^\s*(\d{4} ?\d{4})\s*$/m.exec(mail!.text)![1]!;
    const wrong = await fill(entrance, asked, { code: code.startsWith('0') ? '1' : '0' }, [bescheid(entrance)]);
    expect([wrong.status, pageOf(wrong).includes('Der Code ist falsch')]).toEqual([401, true]);
    expect((await fill(entrance, pageOf(wrong), { code }, [bescheid(entrance)])).status).toBe(200);
    expect((await inbox(api, entrance))[0]).toMatchObject({ email: 'anna@example.org', isConfirmed: true });
  });

  test('with a PIN shows nothing of what is asked for before it, and needs it once', async () => {
    const entrance = await openEntrance(api, { pin: '4711' });
    const locked = pageOf(await open(entrance));
    expect(locked).not.toContain('Unterlagen zum Antrag');
    expect((await fill(entrance, locked, { pin: '0000' })).status).toBe(403);
    const unlocked = pageOf(await fill(entrance, locked, { pin: '4711' }));
    expect(unlocked).toContain('Unterlagen zum Antrag');
    expect((await fill(entrance, unlocked, {}, [bescheid(entrance)])).status).toBe(200);
    const forged = unlocked.replace(/name="grant" value="[^"]+"/, 'name="grant" value="x.y.z"');
    expect((await fill(entrance, forged, {}, [bescheid(entrance)])).status).toBe(403);
  });

  test('shows later what became of it, and takes what was rejected anew', async () => {
    const entrance = await openEntrance(api);
    const done = await fill(entrance, pageOf(await open(entrance)), {}, [bescheid(entrance)]);
    const path = /href="http[^"]+(\/s\/[\w-]{43})"/.exec(pageOf(done))![1]!;
    const [received] = await inbox(api, entrance);
    await reviewDocument(api.deps, entrance.owner.accountId, entrance.id, {
      submissionId: received!.id,
      fileId: received!.files[0]!.id,
      state: 'rejected',
      reason: 'Seite 2 fehlt.',
    });
    const later = pageOf(await api.request('GET', `${path}?plain`));
    expect(later).toContain('abgelehnt: Seite 2 fehlt.');
    const form = new FormData();
    form.set('step', 'supplement');
    const again = pageOf(await api.request('POST', `${path}?plain`, { body: form }));
    expect(again).toContain('Schon hochgeladen');
    api.clock.advanceMs(60_000);
    expect((await fill(entrance, again, {}, [bescheid(entrance)])).status).toBe(200);
    expect((await inbox(api, entrance)).map((one) => one.supplements)).toEqual([received!.id, null]);
    expect(pageOf(await api.request('GET', `${path}?plain`)).match(/Bescheid für Jürgen/g)).toHaveLength(2);
  });

  test('that is closed says so in place of the form; one that never was is not found', async () => {
    const entrance = await openEntrance(api);
    await closeUploadLink(api.deps, entrance.owner.accountId, entrance.id);
    const closed = await open(entrance);
    expect(pageOf(closed)).toContain('Dieser Upload-Link wurde geschlossen');
    expect(pageOf(closed)).not.toContain('<form');
    const absent = await open({ ...entrance, token: 'a'.repeat(43) });
    expect([absent.status, pageOf(absent).includes('Diese Seite gibt es nicht')]).toEqual([404, true]);
  });
});
