import { expect, test } from '@jest/globals';
import { FileChanged } from './local-file.ts';
import { PlainHashes } from './plain-hashes.ts';

test('a part is admitted again with the same plaintext only', () => {
  const hashes = new PlainHashes();
  hashes.admit(1, Uint8Array.of(1, 2));
  hashes.admit(2, Uint8Array.of(3));
  hashes.admit(1, Uint8Array.of(1, 2));
  expect(() => hashes.admit(1, Uint8Array.of(1, 3))).toThrow(FileChanged);
  expect(() => hashes.admit(1, Uint8Array.of(1))).toThrow(FileChanged);
});
