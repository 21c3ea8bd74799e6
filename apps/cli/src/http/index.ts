export { type Client, createClient, pathOf } from './client.ts';
export { CookieJar } from './cookies.ts';
export { connectionFailure, failureOf, RefusedError, UnreachableError } from './failures.ts';
export { putOctets } from './put-octets.ts';
export { patience, withRetries } from './retry.ts';
export { parseServer } from './server-address.ts';
