import { expect, test } from '@jest/globals';
import { checkLimits } from './check-limits.ts';

const limits = { maxExpiryDays: 30, maxFileBytes: 1000, maxDeliveryBytes: 1500, maxFiles: 2, maxRecipients: 1 };
const file = (name: string, sizeBytes = 1) => ({ source: name, path: name.split('/'), sizeBytes });

test('what is just within the limits goes', () => {
  const draft = { recipients: ['a@example.org'], expiryDays: 30 };
  expect(() => checkLimits(limits, draft, [file('a', 1000), file(`${'ä'.repeat(127)}b`, 500)])).not.toThrow();
});

test.each([
  ['a file that is too large', {}, [file('a', 1001)], 'a has 1001 B; a file may have 1000 B'],
  ['too much together', {}, [file('a', 1000), file('b', 501)], 'Together they have 1.5 KiB'],
  ['too many files', {}, [file('a'), file('b'), file('c')], 'There are 3 files; 2 are allowed'],
  ['too many recipients', { recipients: ['a@b', 'c@d'] }, [file('a')], 'There are 2 recipients'],
  ['too long', { expiryDays: 31 }, [file('a')], '--expires 31 is too long'],
  ['too deep', {}, [file(`${'d/'.repeat(16)}a`)], 'more than 16 folders deep'],
  ['a long name', {}, [file('ä'.repeat(128))], 'over 255 bytes'],
  ['a control character', {}, [file('a\u0007')], 'control character'],
  ['a backslash', {}, [file('a\\b')], 'backslash'],
  ['a dot at the end', {}, [file('a.')], 'ends with a dot or space'],
  ['a broken name', {}, [file('a\ufffd')], 'not Unicode'],
])('%s is told before a byte moves', (_, draft, files, sentence) => {
  expect(() => checkLimits(limits, draft, files)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(sentence) }),
  );
});
