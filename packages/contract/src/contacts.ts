import Type from 'typebox';
import { Fingerprint } from './common.ts';
import type { RouteTable } from './route.ts';

/** Whose key was which, as an account remembers it (docs/FORMATS.md, “Contacts”). Sealed by its owner. */
export const contactRoutes = {
  'GET /api/v1/account/contacts': {
    summary:
      'One’s own contacts as they were sealed: ETag is the revision, OpenPGP-Fingerprint the own key that opens them',
    access: 'account',
    status: 200,
    errors: ['not_found'],
  },
  'PUT /api/v1/account/contacts': {
    summary: 'Put sealed contacts, at most 4 MiB, in the place of those that they were made from',
    access: 'account',
    query: Type.Object({
      fingerprint: Fingerprint,
      revision: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      replaces: Type.Integer({ minimum: 0, maximum: 2 ** 53 - 2, description: 'The stored revision; 0: none' }),
    }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: ['contacts_changed', 'manifest_not_sealed', 'own_key_changed', 'payload_too_large'],
  },
} as const satisfies RouteTable;
