import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { begin, type OpenEntrance, openEntrance } from '../submissions/entrance.ts';
import { clientUpload, complete, putPart } from '../transfer/upload-file.ts';

let api: TestApi;
let administrator: TestSession;
let entrance: OpenEntrance;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  administrator = await api.signInAs(await api.createCaseworker({ role: 'administrator' }));
  entrance = await openEntrance(api, {}, administrator);
});

const STRICT = { allowMacros: false, allowActivePdf: true, allowEncrypted: false, allowUnchecked: false };
const ROUTE = '/api/v1/organisation/submitted-files';
const read = () => api.call(`GET ${ROUTE}`, { cookie: administrator.cookie });
const change = (policy: Partial<typeof STRICT>) =>
  api.call(`PUT ${ROUTE}`, { cookie: administrator.cookie, body: { ...STRICT, ...policy } });

/** An archive that nobody looks into (RAR 5). */
const RAR = Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), Buffer.alloc(2000, 7)]);
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from([0x80, 0xff, 0xfe, 0x00, 0x01])]);

async function submitFile(name: string, octets: Buffer, to = entrance) {
  const { token } = await begin(api, to);
  const body = { path: [name], mediaType: 'application/octet-stream', sizeBytes: octets.length };
  const answer = await api.call('POST /api/v1/submissions/:token/uploads', { params: { token }, body });
  const upload = clientUpload(answer.body, octets);
  await putPart(api, upload, 1);
  return complete(api, upload);
}

describe('which files citizens may submit', () => {
  test('is decided by the organisation, at once, and for itself alone', async () => {
    expect((await read()).body).toEqual({ policy: STRICT, changes: [] });
    expect(await submitFile('Akte.rar', RAR)).toMatchObject({ code: 'file_kind_refused' });
    expect((await change({ allowUnchecked: true })).body.policy).toEqual({ ...STRICT, allowUnchecked: true });
    expect((await submitFile('Akte.rar', RAR)).status).toBe(200);
    expect(await submitFile('Akte.rar', RAR, await openEntrance(api))).toMatchObject({ code: 'file_kind_refused' });
    await change({});
    expect(await submitFile('Akte.rar', RAR)).toMatchObject({ code: 'file_kind_refused' });
  });

  test('never are programs, whatever is allowed', async () => {
    await change({ allowMacros: true, allowActivePdf: true, allowEncrypted: true, allowUnchecked: true });
    expect(await submitFile('Bescheid.pdf', PROGRAM)).toMatchObject({ code: 'file_kind_refused' });
  });

  test('is told to the browser that checks in the server’s place', async () => {
    await change({ allowEncrypted: true });
    const { body } = await api.call('GET /api/v1/entrances/:token', { params: { token: entrance.token } });
    expect(body.entrance.files).toEqual({ ...STRICT, allowEncrypted: true });
  });

  test('is recorded with who changed it, from what to what, also of many at once', async () => {
    await Promise.all([
      change({ allowMacros: true }),
      change({ allowUnchecked: true }),
      change({ allowEncrypted: true }),
    ]);
    const { policy, changes } = (await read()).body;
    expect(changes).toHaveLength(3);
    const states = [STRICT, ...changes.map(({ after }) => after)].map((one) => JSON.stringify(one));
    // Each began where another ended: none was overlooked.
    for (const { before } of changes) expect(states).toContain(JSON.stringify(before));
    expect(new Set(changes.map(({ before }) => JSON.stringify(before))).size).toBe(3);
    expect(changes.map(({ after }) => JSON.stringify(after))).toContain(JSON.stringify(policy));
    expect(changes.every(({ by }) => by !== null)).toBe(true);
  });
});
