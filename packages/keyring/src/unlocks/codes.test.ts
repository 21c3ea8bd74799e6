import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CROCKFORD } from '../crockford.ts';
import { newAccessCode, normaliseAccessCode } from './access-code.ts';
import { newRecoveryCode, normaliseRecoveryCode, wrongGroupsOf } from './recovery-code.ts';

/** As `text` with the character at `at` replaced by another one of the alphabet. */
function mistype(text: string, at: number, shift: number): string {
  const digit = (CROCKFORD.indexOf(text[at]!) + shift) % CROCKFORD.length;
  return text.slice(0, at) + CROCKFORD[digit] + text.slice(at + 1);
}

const thrown = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

describe('an access code', () => {
  test('is three groups of four from Crockford’s alphabet, and each is another', () => {
    const codes = Array.from({ length: 200 }, newAccessCode);
    expect(codes.filter((code) => !/^(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(200);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });

  test.each(['0123-4561-VWXZ', '0123 4561 vwxz', 'o1234561VWXZ', ' OI23–456L.vwxz ', '０１２３-４５６１-VWXZ'])(
    'is understood as a person types it: %j',
    (typed) => {
      expect(normaliseAccessCode(typed)).toBe('0123-4561-VWXZ');
    },
  );

  test.each([
    ['', []],
    ['0123-4561', []],
    ['0123-4561-VWX', []],
    ['0123-4561-VWXZ-0', []],
    ['0123-4U61-VWXZ', [1]],
    ['012$-4561-VWÄZ', [0, 2]],
  ])('is refused where it cannot be one: %j, with the groups that are wrong', (typed, groups) => {
    expect(thrown(() => normaliseAccessCode(typed))).toMatchObject({
      code: 'access_code_invalid',
      details: { groups },
    });
  });
});

describe('a recovery code', () => {
  test('has 140 random bits and is read as it was printed', () => {
    const codes = Array.from({ length: 100 }, newRecoveryCode);
    expect(codes.filter((code) => !/^(?:[0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(100);
    for (const code of codes) {
      expect(normaliseRecoveryCode(code)).toBe(code);
      expect(normaliseRecoveryCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l'))).toBe(code);
      expect(normaliseRecoveryCode(code.replaceAll('-', '').replaceAll('0', 'o'))).toBe(code);
    }
  });

  test('with any one wrong character names its group', () => {
    fc.assert(
      fc.property(fc.nat(34), fc.integer({ min: 1, max: 31 }), (position, shift) => {
        const group = Math.floor(position / 5);
        const typed = mistype(newRecoveryCode(), position + group, shift);
        expect(thrown(() => normaliseRecoveryCode(typed))).toMatchObject({
          code: 'recovery_code_invalid',
          details: { groups: [group] },
        });
      }),
    );
  });

  test('with two neighbours swapped names their group', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(3), (group, offset) => {
        const code = newRecoveryCode();
        const at = group * 6 + offset;
        fc.pre(code[at] !== code[at + 1]);
        const typed = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
        expect(wrongGroupsOf(typed)).toEqual([group]);
      }),
    );
  });

  test('with two groups swapped names both', () => {
    const groups = newRecoveryCode().split('-');
    [groups[2], groups[5]] = [groups[5]!, groups[2]!];
    expect(wrongGroupsOf(groups.join('-'))).toEqual([2, 5]);
  });

  test('with a forgotten character names that group alone, if the groups were typed apart', () => {
    const groups = newRecoveryCode().split('-');
    groups[1] = groups[1]!.slice(0, 4);
    expect(wrongGroupsOf(groups.join(' '))).toEqual([1]);
  });

  test('that is not complete is refused, and what is there so far is not called wrong', () => {
    const begun = newRecoveryCode().slice(0, 11);
    expect(wrongGroupsOf(begun)).toEqual([]);
    expect(thrown(() => normaliseRecoveryCode(begun))).toMatchObject({ code: 'recovery_code_invalid' });
    expect(thrown(() => normaliseRecoveryCode(''))).toMatchObject({ code: 'recovery_code_invalid' });
  });
});
