import { describe, expect, test } from '@jest/globals';
import { openFileName, sealFileName } from './file-name.ts';
import { openField, sealField } from './sealed-field.ts';

const key = new Uint8Array(32).fill(3);

describe('sealed fields', () => {
  test('what was sealed opens again, with umlauts and emoji', () => {
    const value = { subject: 'Bescheid über Straßenbau 🚧', message: '' };
    expect(openField(key, 'delivery/details', sealField(key, 'delivery/details', value))).toEqual(value);
  });

  test('a value moved to another row, another field or under another key does not open', () => {
    const sealed = sealField(key, 'a/details', 'x');
    expect(() => openField(key, 'b/details', sealed)).toThrow();
    expect(() => openField(key, 'a/other', sealed)).toThrow();
    expect(() => openField(new Uint8Array(32), 'a/details', sealed)).toThrow();
  });

  test('the name of a file opens for that file only', () => {
    const name = { path: ['Anlagen', 'Plan.pdf'], mediaType: 'application/pdf' };
    const sealed = sealFileName(key, 'file-a', name);
    expect(openFileName(key, 'file-a', sealed)).toEqual(name);
    expect(() => openFileName(key, 'file-b', sealed)).toThrow();
    expect(sealed.includes('Plan')).toBe(false);
  });
});
