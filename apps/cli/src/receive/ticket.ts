import { type Client, pathOf, RefusedError, UnreachableError } from '../http/index.ts';

/** Where a file is fetched, with a grant where the number of downloads is limited. */
export interface Ticket {
  /** Claims first where that is needed; claiming uses nothing up. @throws RefusedError `download_limit_reached` */
  url(): Promise<URL>;
  /** Rethrows a refusal; one that a new claim may mend as something to try again. */
  explain(error: unknown): never;
}

interface TicketPorts {
  readonly client: Client;
  readonly token: string;
  readonly isLimited: boolean;
}

/**
 * How often a grant may end under our hands. Right after a cut the server may still count the lost response as the
 * one that delivers the last octets, and gives the grant back a moment later.
 */
const NEW_CLAIMS = 4;

export function createTicket({ client, token, isLimited }: TicketPorts, fileId: string): Ticket {
  let granted: URL | undefined;
  let claims = 0;
  const claim = async () => {
    const params = { token };
    const key = 'POST /api/v1/links/:token/claims';
    const { path } = await client.call(key, { params, body: { fileId }, repeatable: true });
    return new URL(path, client.server);
  };
  return {
    url: async () => {
      if (!isLimited)
        return new URL(pathOf('GET /api/v1/links/:token/files/:fileId', { token, fileId }), client.server);
      granted ??= await claim();
      return granted;
    },
    explain: (error) => {
      if (!(error instanceof RefusedError) || !isLimited) throw error;
      if (error.code !== 'download_claim_required' && error.code !== 'token_expired') throw error;
      claims += 1;
      if (claims > NEW_CLAIMS) throw error;
      granted = undefined;
      throw new UnreachableError(error.message, { hadNoEffect: true, cause: error });
    },
  };
}
