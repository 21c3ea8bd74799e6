import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@umschlag/std';
import { loadContentKey, openField, requireContentKey } from '../content/index.ts';
import { createCaseworker, createTestDeps, type TestDeps } from '../testing/index.ts';
import { changeDraft, createDraft, describeDelivery, listDeliveries } from './index.ts';

let deps: TestDeps;
let sender: { accountId: string; organisationId: string };

beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
});

const refusal = (code: string, details = {}) => expect.objectContaining({ code, details });
const view = (id: string) => describeDelivery(deps, sender.accountId, id);

async function addFile(deliveryId: string): Promise<void> {
  const id = newId();
  const file = { id, delivery_id: deliveryId, position: 0, sealed_path: null, plain_size_bytes: 1 };
  const rest = { sealed_size_bytes: 81, object_key: id, state: 'stored' as const, created_at: deps.clock.now() };
  await deps.database.transaction((tx) =>
    tx
      .insertInto('delivery_files')
      .values({ ...file, ...rest })
      .execute(),
  );
}

describe('subject and message at level 4', () => {
  test('are taken from nobody, not even empty, and nothing of the change is kept', async () => {
    for (const field of ['subject', 'message'] as const) {
      for (const text of ['Diagnose', '']) {
        const refused = refusal('message_must_be_sealed', { field });
        await expect(createDraft(deps, sender, { level: 4, [field]: text })).rejects.toEqual(refused);
        const id = await createDraft(deps, sender, { level: 4 });
        await expect(changeDraft(deps, sender, id, { [field]: text })).rejects.toEqual(refused);
        const other = await createDraft(deps, sender, { level: 2 });
        await expect(changeDraft(deps, sender, other, { level: 4, [field]: text })).rejects.toEqual(refused);
        expect((await view(other)).row.level).toBe(2);
      }
    }
  });

  test('that were written before are destroyed by the change, with the key that they are encrypted under', async () => {
    const id = await createDraft(deps, sender, { level: 3, subject: 'Diagnose', message: 'Befund' });
    const before = (await view(id)).row.sealed_details!;
    const oldKey = await requireContentKey(deps, deps.database.db, id);
    expect(openField(oldKey, `${id}/details`, before)).toEqual({ subject: 'Diagnose', message: 'Befund' });
    await changeDraft(deps, sender, id, { level: 4 });
    expect((await view(id)).row.sealed_details).toBeNull();
    const newKey = await loadContentKey(deps, deps.database.db, id);
    expect(() => openField(newKey!, `${id}/details`, before)).toThrow();
  });

  test('are shown as absent, not as empty, and are written anew after going back', async () => {
    const id = await createDraft(deps, sender, { level: 4 });
    expect(await view(id)).toMatchObject({ subject: null, message: null });
    const { deliveries } = await listDeliveries(deps, sender.accountId, { limit: 1 });
    expect(deliveries[0]!.subject).toBeNull();
    await changeDraft(deps, sender, id, { level: 3, subject: 'Neu' });
    expect(await view(id)).toMatchObject({ subject: 'Neu', message: '' });
  });
});

describe('the level of a draft with files', () => {
  test.each([
    [1, 3],
    [2, 4],
    [3, 2],
    [4, 1],
  ] as const)('cannot go from %i to %i, since files are sealed under other keys there', async (from, to) => {
    const id = await createDraft(deps, sender, { level: from });
    await addFile(id);
    await expect(changeDraft(deps, sender, id, { level: to })).rejects.toEqual(refusal('level_fixed_by_files'));
    expect((await view(id)).row.level).toBe(from);
  });

  test.each([
    [1, 2],
    [3, 4],
    [4, 3],
  ] as const)('can go from %i to %i', async (from, to) => {
    const id = await createDraft(deps, sender, { level: from });
    await addFile(id);
    await changeDraft(deps, sender, id, { level: to });
    expect((await view(id)).row.level).toBe(to);
  });
});
