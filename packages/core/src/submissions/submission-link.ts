import { deriveDigits, deriveToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { PlatformKeys } from '../platform-keys.ts';
import { keyFragment, type UploadLinkRow } from '../upload-links/index.ts';

const CODE_DIGITS = 8;

/** What whoever submits proves themselves with: 256 bits, derived as those of deliveries are; only its hash is kept. */
export function submissionToken(keys: PlatformKeys, submissionId: string): string {
  return deriveToken(keys.of('submissions'), `submission/v1/${submissionId}`);
}

/** The page with the receipt and with what becomes of it; at levels 3 and 4 with the key that supplements are for. */
export function submissionLink(
  deps: Pick<Deps, 'keys' | 'publicUrl'>,
  submissionId: string,
  { owner_fingerprint: fingerprint }: Pick<UploadLinkRow, 'owner_fingerprint'>,
): string {
  return `${deps.publicUrl}/s/${submissionToken(deps.keys, submissionId)}${keyFragment(fingerprint)}`;
}

/** The mailed code that proves an address; derived, so that no row and no job holds it. */
export function submissionCode(keys: PlatformKeys, challengeId: string): string {
  return deriveDigits(keys.of('submissions'), `submission-code/v1/${challengeId}`, CODE_DIGITS);
}
