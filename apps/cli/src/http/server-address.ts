import { UsageError } from '../exit.ts';

/**
 * The origin of a server, such as `https://umschlag.example.org`.
 * @throws UsageError when it is no address, or would send secrets in clear to another machine
 */
export function parseServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') {
    throw new UsageError(`"${text}" is no server address; write it like https://umschlag.example.org.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UsageError('The server address must begin with https://, so that nobody on the way can read along.');
  }
  return url.origin;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
