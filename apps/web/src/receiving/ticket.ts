import { call } from '../api/call.ts';
import { pathOf, urlOf } from '../api/path.ts';
import { ApiProblem } from '../api/problem.ts';

/** Where a file is fetched, with a grant where the number of downloads is limited. */
export interface Ticket {
  /** Claims first where that is needed; claiming uses nothing up. @throws ApiProblem `download_limit_reached` */
  path(): Promise<string>;
  /** A refusal as it is; one that a new claim may mend as something to try again. */
  explain(error: unknown): unknown;
}

/**
 * How often a grant may end under our hands. Right after a cut the server may still count the lost response as the
 * one that delivers the last octets, and gives the grant back a moment later.
 */
const NEW_CLAIMS = 4;
const MENDED_BY_CLAIM: ReadonlySet<string> = new Set(['download_claim_required', 'token_expired']);

export function createTicket(token: string, fileId: string, isLimited: boolean): Ticket {
  let granted: string | undefined;
  let claims = 0;
  return {
    path: async () => {
      if (!isLimited) return pathOf('GET /api/v1/links/:token/files/:fileId', { token, fileId });
      granted ??= (await call('POST /api/v1/links/:token/claims', { params: { token }, body: { fileId } })).path;
      return urlOf(granted);
    },
    explain: (error) => {
      if (!isLimited || !(error instanceof ApiProblem) || !MENDED_BY_CLAIM.has(error.code)) return error;
      claims += 1;
      if (claims > NEW_CLAIMS) return error;
      granted = undefined;
      return new ApiProblem('service_unavailable');
    },
  };
}
