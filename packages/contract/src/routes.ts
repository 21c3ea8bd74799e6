import type { Static } from 'typebox';
import { accountRoutes } from './accounts.ts';
import { contactRoutes } from './contacts.ts';
import { deliveryRoutes } from './deliveries.ts';
import { keyRoutes } from './keys.ts';
import { linkRoutes } from './links.ts';
import { manifestRoutes } from './manifests.ts';
import { organisationRoutes } from './organisations.ts';
import { receiptRoutes } from './receipts.ts';
import { submissionRoutes } from './submissions.ts';
import { teamRoutes } from './teams.ts';
import { uploadLinkRoutes } from './upload-links.ts';
import { uploadRoutes } from './uploads.ts';

/** Every route of the API, by method and path. The API serves it, the web app and the command line call it. */
export const routes = {
  ...accountRoutes,
  ...keyRoutes,
  ...contactRoutes,
  ...deliveryRoutes,
  ...uploadRoutes,
  ...linkRoutes,
  ...manifestRoutes,
  ...uploadLinkRoutes,
  ...submissionRoutes,
  ...receiptRoutes,
  ...teamRoutes,
  ...organisationRoutes,
} as const;

export type Routes = typeof routes;
export type ApiRoute = keyof Routes;

type Part<K extends ApiRoute, P extends string> = Routes[K] extends {
  readonly [key in P]: infer S extends import('typebox').TSchema;
}
  ? Static<S>
  : undefined;

/** The JSON answer of a route; `undefined` where there is none. */
export type Answer<K extends ApiRoute> = Part<K, 'response'>;
export type Body<K extends ApiRoute> = Part<K, 'body'>;
export type Params<K extends ApiRoute> = Part<K, 'params'>;
export type Query<K extends ApiRoute> = Part<K, 'query'>;
