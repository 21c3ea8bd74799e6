import { UsageError } from '../exit.ts';
import { parseServer } from '../http/index.ts';

/** A recipient's link: the server and the secret. */
export interface DeliveryLink {
  readonly server: string;
  readonly token: string;
}

/** @throws UsageError when it is no link to a delivery */
export function parseLink(text: string): DeliveryLink {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const token = url && /^\/d\/([A-Za-z0-9_-]{43})\/?$/.exec(url.pathname)?.[1];
  if (!url || !token) {
    throw new UsageError('This is no link to a delivery; copy it whole from the mail, like https://…/d/….');
  }
  return { server: parseServer(url.origin), token };
}
