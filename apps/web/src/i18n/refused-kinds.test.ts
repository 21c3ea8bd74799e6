import { describe, expect, test } from '@jest/globals';
import { DANGERS } from '@umschlag/file-kinds';
import { errors as german } from './errors.de.ts';
import { errors as english } from './errors.en.ts';
import { sentenceOf } from './errors.ts';
import { refusedKind } from './refused-kinds.ts';

describe.each([
  ['German', german, /Passwort/, /nicht gefragt/],
  ['English', english, /password/, /not asked for/],
] as const)('in %s', (_, errors, ofProtected, ofUnasked) => {
  const told = (reason: string) => sentenceOf(errors, 'file_kind_refused', { reason });

  test('whoever has a file under a password is told of the password, not to save it as a PDF', () => {
    for (const reason of ['encrypted_pdf', 'encrypted_office', 'encrypted_archive']) {
      expect(told(reason)).toMatch(ofProtected);
    }
  });

  test('a kind that nobody asked for is told from what is dangerous', () => {
    expect(told('kind_not_accepted')).toMatch(ofUnasked);
    expect(told('executable')).not.toMatch(ofUnasked);
  });

  test('whatever the reason, there is a sentence that says what to do', () => {
    for (const reason of [...DANGERS, 'a reason of tomorrow', 'constructor']) expect(told(reason)).toMatch(/\. .+\.$/);
  });
});

test('a reason of tomorrow is any other', () => {
  for (const details of [{}, { reason: 7 }, { reason: 'tomorrow' }, { reason: 'toString' }]) {
    expect(refusedKind(details)).toBe('other');
  }
});
