import type { Deps } from '../deps.ts';
import { verifyToken } from '../tokens/index.ts';
import { noSuchUpload } from './upload-row.ts';

/**
 * Proves that a token is the one of this upload.
 * @throws AppError `token_expired`; `not_found` when it is absent, not ours or another upload's
 */
export async function authoriseUpload(
  deps: Pick<Deps, 'database' | 'keys' | 'clock'>,
  uploadId: string,
  token: string | undefined,
): Promise<void> {
  if (token === undefined) throw noSuchUpload();
  const { sub } = await verifyToken(deps, 'upload', token);
  if (sub !== uploadId) throw noSuchUpload();
}
