import type { RefusalReason } from '@umschlag/contract';

/** The keyring's codes that say that something is not as the sender signed it; others are about what was typed. */
const REASONS: ReadonlySet<string> = new Set<RefusalReason>([
  'damaged',
  'malformed',
  'not_signed',
  'unknown_signer',
  'wrong_signer',
  'bad_signature',
  'wrong_sender',
  'wrong_delivery',
  'wrong_level',
  'wrong_time',
  'wrong_files',
  'not_addressed',
  'file_size_mismatch',
  'file_digest_mismatch',
]);

export const asRefusal = (code: string): RefusalReason | undefined =>
  REASONS.has(code) ? (code as RefusalReason) : undefined;
