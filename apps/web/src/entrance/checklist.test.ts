import { describe, expect, test } from '@jest/globals';
import type { RequestedDocument } from '@umschlag/contract';
import type { Transfer } from '../transfer/messages.ts';
import { acceptOf, filesFor, missingDocuments, photographsAs } from './checklist.ts';

const document = (id: string, isRequired: boolean): RequestedDocument => ({
  id,
  name: id,
  explanation: '',
  isRequired,
  acceptedKinds: ['any'],
});
const transfer = (requestedDocumentId: string | undefined) => ({ requestedDocumentId }) as Transfer;

describe('the checklist', () => {
  test('names required documents without a file, in their order, and no others', () => {
    const documents = [document('a', true), document('b', false), document('c', true), document('d', true)];
    const missing = missingDocuments(documents, [transfer('c'), transfer(undefined)]);
    expect(missing.map(({ id }) => id)).toEqual(['a', 'd']);
  });

  test('files of no document are those that the server says null of, and those that this page says nothing of', () => {
    const files = [{ requestedDocumentId: null }, { requestedDocumentId: 'a' }, {}];
    expect(filesFor(undefined, files)).toHaveLength(2);
    expect(filesFor('a', files)).toHaveLength(1);
  });

  test('a document of any kind limits the dialog of the browser by nothing', () => {
    expect(acceptOf(['pdf', 'any'])).toBeUndefined();
    expect(acceptOf(['pdf', 'image'])).toBe('application/pdf,.pdf,image/*');
  });

  test.each([
    [['any'], 'either'],
    [['pdf', 'image'], 'either'],
    [['pdf', 'office'], 'pdf'],
    [['image', 'text'], 'picture'],
    [['office', 'text'], undefined],
  ] as const)(
    'photographs of a document that takes %j become %s: what is refused afterwards is not made',
    (kinds, as) => {
      expect(photographsAs(kinds)).toBe(as);
    },
  );
});
