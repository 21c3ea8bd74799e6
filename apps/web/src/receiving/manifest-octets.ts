import { pathOf } from '../api/path.ts';
import { ApiProblem, problemFrom } from '../api/problem.ts';

/** The recipient's copy of the manifest. @throws ApiProblem */
export async function loadManifest(token: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await send(pathOf('GET /api/v1/links/:token/manifest', { token }), {});
  return new Uint8Array(await response.arrayBuffer().catch(unreachable));
}

/** Puts the copy for the own key in place of that for the access code. @throws ApiProblem */
export async function replaceManifest(
  token: string,
  octets: Uint8Array<ArrayBuffer>,
  fingerprint: string,
): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const path = pathOf('PUT /api/v1/links/:token/manifest', { token }, { fingerprint });
  await send(path, { method: 'PUT', headers, body: octets });
}

async function send(path: string, how: RequestInit): Promise<Response> {
  const response = await fetch(path, { cache: 'no-store', redirect: 'error', ...how }).catch(unreachable);
  if (response.ok) return response;
  throw problemFrom(response.status, await response.text().catch(() => ''), response.headers.get('retry-after'));
}

function unreachable(): never {
  throw new ApiProblem('network_unreachable');
}
