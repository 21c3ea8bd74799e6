import { expect, test } from '@jest/globals';
import { code } from '../testing/keys.ts';
import { openVector, vectors } from '../testing/unlock-vectors.ts';

test('a page or device that cannot compute Argon2id is told apart from a wrong passphrase', async () => {
  // As under a content security policy without `'wasm-unsafe-eval'`. For this file alone: openpgp.js remembers it.
  const refuse = (): never => {
    throw new Error('blocked by the content security policy');
  };
  Object.assign((globalThis as unknown as { WebAssembly: object }).WebAssembly, {
    instantiate: refuse,
    Memory: refuse,
  });
  await expect(openVector(vectors.unlocks[0]!)).rejects.toMatchObject(code('derivation_unavailable'));
  // What needs no Argon2id still opens.
  await expect(openVector(vectors.unlocks[1]!)).resolves.toBeDefined();
});
