import { KeyringError } from '../errors.ts';
import type { PublicKey } from './key.ts';

const TYPE = 'umschlag-key-rotation';

/** "This key of mine takes the place of that one", as both keys sign it. */
export interface RotationStatement {
  readonly type: typeof TYPE;
  readonly version: 1;
  readonly address: string;
  readonly oldFingerprint: string;
  readonly newFingerprint: string;
}

export function rotationOf(oldKey: PublicKey, newKey: PublicKey): RotationStatement {
  return {
    type: TYPE,
    version: 1,
    address: newKey.address,
    oldFingerprint: oldKey.fingerprint,
    newFingerprint: newKey.fingerprint,
  };
}

/** One text per statement, so that comparing texts compares statements. */
export const writeStatement = (statement: RotationStatement): string => JSON.stringify(statement);

/** Throws `rotation_invalid` unless `text` states exactly this rotation. */
export function requireStatement(text: string, expected: RotationStatement): void {
  if (text !== writeStatement(expected)) throw rotationInvalid('It is about other keys or another address.');
}

export const rotationInvalid = (why: string, cause?: unknown): KeyringError =>
  new KeyringError('rotation_invalid', `The rotation statement does not hold. ${why}`, { cause });
