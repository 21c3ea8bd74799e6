import { describe, expect, test } from '@jest/globals';
import type { Account, UploadLink } from '@umschlag/contract';
import { errorsOf } from './request-errors.ts';
import { emptyForm, fieldsOf, fromEarlier, newDocument, type RequestForm, sizesFor } from './request-form.ts';
import { suggestPin } from './suggest-pin.ts';
import { fromTemplate, inLanguage, TEMPLATES } from './templates.ts';
import { de } from './texts/de.ts';

const GIB = 1024 ** 3;
const accountWith = (limits: Partial<NonNullable<Account['organisation']>['limits']> = {}) =>
  ({
    language: 'de',
    organisation: {
      timeZone: 'Europe/Berlin',
      limits: { maxFileBytes: 64 * GIB, maxDeliveryBytes: 256 * GIB, ...limits },
    },
  }) as Account;
const account = accountWith();
const filled = (change: Partial<RequestForm> = {}) => ({
  ...fromTemplate(emptyForm(account), 'application'),
  ...change,
});
const wrongFields = (change: Partial<RequestForm>) =>
  errorsOf(filled(change), account, de.form.errors).map(({ fieldId }) => fieldId);

describe('a request', () => {
  test.each(['application', 'identity', 'medical'] as const)('from the template “%s” can be sent as it is', (name) => {
    const form = fromTemplate(emptyForm(account), name);
    expect(errorsOf(form, account, de.form.errors)).toEqual([]);
    const fields = fieldsOf(form, account);
    expect(fields.documents.map((one) => one.name)).toEqual(de.templates[name].documents.map((one) => one.name));
    expect(fields).toMatchObject({ maxSubmissions: 1, level: 1, language: 'de' });
    expect(fields).not.toHaveProperty('pin');
  });

  test('lasts two weeks unless another day is chosen', () => {
    const days = (Date.parse(fieldsOf(filled(), account).deadlineAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThan(15.1);
  });

  test.each([
    [{ title: '  ' }, 'title'],
    [{ day: '2020-01-01' }, 'deadline'],
    [{ day: '' }, 'deadline'],
    [{ count: 'many', number: '0' }, 'number'],
    [{ count: 'many', number: '100001' }, 'number'],
    [{ pin: '123' }, 'pin'],
    [{ pin: '1234567890123' }, 'pin'],
    [{ pin: '12a4' }, 'pin'],
  ] as const)('with %j is refused before it is sent, at its field', (change, field) => {
    expect(wrongFields(change)).toEqual([field]);
  });

  test('a document needs a name of its own, and a kind', () => {
    const [first, twice, unnamed] = [
      newDocument({ name: 'Antrag' }),
      newDocument({ name: ' ANTRAG ' }),
      newDocument({ acceptedKinds: [] }),
    ];
    expect(wrongFields({ documents: [first, twice, unnamed] })).toEqual([
      `document-${twice.key}`,
      `document-${unnamed.key}`,
      `kind-${unnamed.key}-pdf`,
    ]);
    expect(wrongFields({ documents: [] })).toEqual([]);
  });

  test('blanks in a PIN and in a number of submissions are people’s, not the server’s', () => {
    const fields = fieldsOf(filled({ pin: '47 11 08', count: 'many', number: ' 12 ' }), account);
    expect(fields).toMatchObject({ pin: '471108', maxSubmissions: 12 });
    expect(fieldsOf(filled({ count: 'unlimited' }), account).maxSubmissions).toBeNull();
  });

  test('a request belongs to a team only if one was chosen', () => {
    const teamId = '0b5f0e2c-4c8b-4f53-9e53-7b8f1a2c3d4e';
    expect(fieldsOf(filled({ teamId }), account)).toMatchObject({ teamId });
    expect(fieldsOf(filled(), account)).not.toHaveProperty('teamId');
  });
});

test('sizes end with what the organisation allows, and begin with what is usual', () => {
  const small = accountWith({ maxFileBytes: 100 * 1024 ** 2 });
  expect(sizesFor(small)).toEqual([50 * 1024 ** 2, 100 * 1024 ** 2]);
  expect(emptyForm(small).maxSubmissionBytes).toBe(100 * 1024 ** 2);
  expect(sizesFor(account).at(-1)).toBe(64 * GIB);
  expect(sizesFor(account, 3_000_000)[0]).toBe(3_000_000);
});

test('an earlier request is taken over without what belonged to its case, and within today’s limits', () => {
  const earlier = {
    title: 'Antrag',
    reference: '31-4711/26',
    instructions: 'Bitte lesbar.',
    level: 2,
    language: 'en',
    maxSubmissions: null,
    maxSubmissionBytes: 500 * GIB,
    documents: [{ id: 'a', name: 'Ausweis', explanation: '', isRequired: false, acceptedKinds: ['image'] }],
  } as unknown as UploadLink;
  const form = fromEarlier(emptyForm(account), earlier, account);
  expect(form).toMatchObject({ title: 'Antrag', reference: '', pin: '', level: 2, language: 'en', count: 'unlimited' });
  expect(form.maxSubmissionBytes).toBe(64 * GIB);
  expect(fieldsOf(form, account).documents).toEqual([
    { name: 'Ausweis', explanation: '', isRequired: false, acceptedKinds: ['image'] },
  ]);
});

describe('the language of the citizen’s page', () => {
  test.each(TEMPLATES)('changes the template “%s” with it, while nobody has touched that', (name) => {
    const form = fromTemplate(emptyForm(account), name);
    const english = inLanguage(form, 'en', name);
    expect(english.language).toBe('en');
    expect(english.title).toBe(fromTemplate({ ...form, language: 'en' }, name).title);
    expect(inLanguage({ ...form, title: 'Meins' }, 'en', name)).toMatchObject({ language: 'en', title: 'Meins' });
  });

  test('leaves what was written alone', () => {
    const written = filled({ reference: '1/26', title: 'Ihr Antrag' });
    expect(inLanguage(written, 'en', 'application')).toEqual({ ...written, language: 'en' });
  });
});

test('a suggested PIN has six digits and is hardly ever the same', () => {
  const pins = Array.from({ length: 50 }, suggestPin);
  for (const pin of pins) expect(pin).toMatch(/^\d{6}$/);
  expect(new Set(pins).size).toBeGreaterThan(45);
});
