import { pathOf } from '../api/path.ts';
import { ApiProblem, problemFrom } from '../api/problem.ts';
import { sha256Base64 } from './base64.ts';

/** Without any progress for so long, the line counts as dead. */
const STALL_MS = 120_000;

interface PartRequest {
  readonly uploadId: string;
  readonly uploadToken: string;
  readonly number: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** @param sent sealed bytes of this part that have left so far */
  onProgress(sent: number): void;
}

/**
 * Sends one sealed part. XMLHttpRequest, since fetch tells no progress of an upload.
 * @throws ApiProblem if refused or unreachable; the signal's reason if aborted
 */
export async function putPart(request: PartRequest): Promise<void> {
  const digest = await sha256Base64(request.sealed);
  request.signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stalled = setTimeout(() => xhr.abort(), STALL_MS);
    const abort = () => xhr.abort();
    const settle = (result: () => void) => {
      clearTimeout(stalled);
      request.signal.removeEventListener('abort', abort);
      result();
    };
    xhr.upload.onprogress = ({ loaded }) => {
      clearTimeout(stalled);
      stalled = setTimeout(abort, STALL_MS);
      request.onProgress(loaded);
    };
    xhr.onload = () =>
      settle(() => {
        const ok = xhr.status >= 200 && xhr.status < 300;
        if (ok) resolve();
        else reject(problemFrom(xhr.status, xhr.responseText, xhr.getResponseHeader('retry-after')));
      });
    xhr.onerror = () => settle(() => reject(new ApiProblem('network_unreachable')));
    xhr.onabort = () =>
      settle(() => reject(request.signal.aborted ? request.signal.reason : new ApiProblem('network_unreachable')));
    request.signal.addEventListener('abort', abort);
    const { uploadId: id, number } = request;
    xhr.open('PUT', pathOf('PUT /api/v1/uploads/:id/parts/:number', { id, number }));
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    xhr.setRequestHeader('authorization', `Bearer ${request.uploadToken}`);
    xhr.setRequestHeader('content-digest', `sha-256=:${digest}:`);
    xhr.send(request.sealed);
  });
}
