import type { ErrorCode } from '@umschlag/std/errors';
import type { TSchema } from 'typebox';

/**
 * Who may call a route:
 * - `anyone`: no proof needed
 * - `link`: whoever holds the recipient's link; from level 2 on its addressed recipient, signed in
 * - `upload-token`: whoever holds the token of the upload
 * - `entrance`: whoever holds an upload link
 * - `submission`: whoever holds the token of the submission
 * - `account`: any signed-in account; `caseworker` and `administrator` narrow it
 * Routes on somebody's thing answer `not_found` to everybody else.
 */
export type Access =
  | 'anyone'
  | 'link'
  | 'entrance'
  | 'submission'
  | 'upload-token'
  | 'account'
  | 'caseworker'
  | 'administrator';

export interface RouteDefinition {
  readonly summary: string;
  readonly access: Access;
  /** Whether an API token may stand in for a session. */
  readonly apiToken?: boolean;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Whether the request may come without the JSON body. */
  readonly isBodyOptional?: true;
  /** Media type of a body that is not JSON. */
  readonly bodyType?: 'application/octet-stream' | 'multipart/form-data';
  readonly status: 200 | 201 | 202 | 204;
  /** JSON answer; absent for octets and for 204. */
  readonly response?: TSchema;
  /** Codes a client should be ready for, besides the general ones. */
  readonly errors: readonly ErrorCode[];
}

export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /api/v1/${string}`;
export type RouteTable = Readonly<Record<RouteKey, RouteDefinition>>;
