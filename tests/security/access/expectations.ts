/** Who calls, in the order of the columns below. */
export const ROLES = [
  'nobody',
  'stranger', // a citizen who is not concerned
  'addressed', // the citizen to whom it is addressed
  'colleague', // a caseworker of the owner's organisation
  'elsewhere', // a caseworker of another organisation
  'admin', // an administrator of the owner's organisation
  'colleague-token', // the same three by API token
  'elsewhere-token',
  'admin-token',
  'owner', // the caseworker whose thing it is
  'owner-token',
  'bad-origin', // the owner's cookie, from another site's page
  'holder', // nobody, with the token of the upload
] as const;

export type Role = (typeof ROLES)[number];

/**
 * The status that each role gets. A line is a route of the contract; `[…]` after it names the state of the thing.
 * A dash: the role does not apply.
 *
 * nobody | stranger | addressed | colleague | elsewhere | admin | colleague-token | elsewhere-token | admin-token |
 * owner | owner-token | bad-origin | holder
 */
const TABLE = `
GET /api/v1/health                                          200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/session                                         200 200 200  200 200 200  200 200 200  200 200 200  -
POST /api/v1/session/password                               200 200 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/session/code                                   202 202 202  202 202 202  202 202 202  202 202 403  -
POST /api/v1/session/code/confirm                           200 200 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/session/link/confirm                           200 200 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/invitations/accept                             200 200 200  200 200 200  200 200 200  200 200 403  -

DELETE /api/v1/session                                      401 204 204  204 204 204  401 401 401  204 401 403  -
GET /api/v1/sessions                                        401 200 200  200 200 200  401 401 401  200 401 200  -
DELETE /api/v1/sessions/:id                                 401 404 404  404 404 404  401 401 401  204 401 403  -
PATCH /api/v1/account                                       401 200 200  200 200 200  401 401 401  200 401 403  -
PUT /api/v1/account/password                                401 200 200  200 200 200  401 401 401  200 401 403  -
GET /api/v1/received                                        401 200 200  200 200 200  401 401 401  200 401 200  -

GET /api/v1/api-tokens                                      401 403 403  200 200 200  401 401 401  200 401 200  -
POST /api/v1/api-tokens                                     401 403 403  201 201 201  401 401 401  201 401 403  -
DELETE /api/v1/api-tokens/:id                               401 403 403  404 404 404  401 401 401  204 401 403  -
POST /api/v1/invitations                                    401 403 403  403 403 201  401 401 401  403 401 403  -

GET /api/v1/account/key                                     401 200 200  200 200 200  401 401 401  200 401 200  -
POST /api/v1/account/key                                    401 201 201  201 201 201  401 401 401  201 401 403  -
POST /api/v1/account/key/rotate                             401 409 409  409 409 409  401 401 401  200 401 403  -
POST /api/v1/account/key/revoke                             401 409 409  409 409 409  401 401 401  204 401 403  -
POST /api/v1/account/key/unlocks                            401 409 409  409 409 409  401 401 401  201 401 403  -
POST /api/v1/account/key/unlocks/:id/remove                 401 404 404  404 404 404  401 401 401  204 401 403  -
GET /api/v1/account/contacts                                401 404 404  404 404 404  401 401 401  200 401 200  -
PUT /api/v1/account/contacts                                401 409 409  409 409 409  401 401 401  204 401 403  -
POST /api/v1/keys/lookup                                    401 403 403  200 200 200  200 200 200  200 200 403  -
POST /api/v1/keys/history                                   401 403 403  200 200 200  200 200 200  200 200 403  -
GET /api/v1/key-log                                         401 200 200  200 200 200  200 200 200  200 200 200  -

GET /api/v1/deliveries                                      401 200 200  200 200 200  200 200 200  200 200 200  -
POST /api/v1/deliveries                                     401 403 403  201 201 201  201 201 201  201 201 403  -
POST /api/v1/deliveries/form                                401 403 403  201 201 201  201 201 201  201 201 403  -
GET /api/v1/deliveries/:id [draft]                          401 404 404  404 404 404  404 404 404  200 200 200  -
GET /api/v1/deliveries/:id [sent]                           401 404 404  404 404 404  404 404 404  200 200 200  -
PATCH /api/v1/deliveries/:id [draft]                        401 404 404  404 404 404  404 404 404  200 200 403  -
DELETE /api/v1/deliveries/:id [draft]                       401 404 404  404 404 404  404 404 404  204 204 403  -
DELETE /api/v1/deliveries/:id [sent]                        401 404 404  404 404 404  404 404 404  409 409 403  -
POST /api/v1/deliveries/:id/send [draft]                    401 404 404  404 404 404  404 404 404  200 200 403  -
POST /api/v1/deliveries/:id/recall [sent]                   401 404 404  404 404 404  404 404 404  200 200 403  -
PATCH /api/v1/deliveries/:id/expiry [sent]                  401 403 403  404 404 404  404 404 404  200 200 403  -
POST /api/v1/deliveries/:id/recipients/:recipientId/resend [sent]  401 403 403  404 404 404  404 404 404  200 200 403  -
GET /api/v1/deliveries/:id/recipients/:recipientId/link [sent]     401 403 403  404 404 404  404 404 404  200 200 200  -
DELETE /api/v1/deliveries/:id/files/:fileId [draft]         401 404 404  404 404 404  404 404 404  204 204 403  -

GET /api/v1/deliveries/pending-releases                     401 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/deliveries/:id/manifests/self [sent]            401 404 404  404 404 404  404 404 404  200 200 200  -
PUT /api/v1/deliveries/:id/manifests/self [draft]           401 404 404  404 404 404  404 404 404  204 204 403  -
PUT /api/v1/deliveries/:id/manifests/:recipientId [draft]   401 404 404  404 404 404  404 404 404  204 204 403  -
GET /api/v1/deliveries/:id/files/:fileId/sealed [sent]      401 404 404  404 404 404  404 404 404  200 200 200  -

POST /api/v1/deliveries/:id/uploads [draft]                 401 404 404  404 404 404  404 404 404  201 201 403  -
GET /api/v1/uploads/:id [open]                              404 404 404  404 404 404  404 404 404  404 404 404  200
PUT /api/v1/uploads/:id/parts/:number [open]                404 404 404  404 404 404  404 404 404  404 404 403  204
POST /api/v1/uploads/:id/complete [whole]                   404 404 404  404 404 404  404 404 404  404 404 403  200
DELETE /api/v1/uploads/:id [open]                           404 404 404  404 404 404  404 404 404  404 404 403  204

GET /api/v1/links/:token [level 1]                          200 200 200  200 200 200  200 200 200  200 200 200  -
POST /api/v1/links/:token/opened [level 1]                  204 204 204  204 204 204  204 204 204  204 204 403  -
POST /api/v1/links/:token/claims [level 1]                  201 201 201  201 201 201  201 201 201  201 201 403  -
GET /api/v1/links/:token/files/:fileId [level 1]            200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/links/:token/archive [level 1]                  200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/links/:token [level 2]                          401 403 200  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/opened [level 2]                  401 403 204  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/claims [level 2]                  401 403 201  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/files/:fileId [level 2]            401 403 200  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/archive [level 2]                  401 403 200  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token [level 3]                          401 403 200  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/opened [level 3]                  401 403 204  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/claims [level 3]                  401 403 201  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/files/:fileId [level 3]            401 403 200  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/archive [level 3]                  401 403 409  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/manifest [level 3]                 401 403 200  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token/sender-key [level 3]               401 403 200  403 403 403  401 401 401  403 401 403  -
PUT /api/v1/links/:token/manifest [level 3]                 401 403 204  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/refusals [level 3]                401 403 204  403 403 403  401 401 401  403 401 403  -
GET /api/v1/links/:token [recalled]                         404 404 404  404 404 404  404 404 404  404 404 404  -
POST /api/v1/links/:token/opened [recalled]                 404 404 404  404 404 404  404 404 404  404 404 403  -
POST /api/v1/links/:token/claims [recalled]                 404 404 404  404 404 404  404 404 404  404 404 403  -
GET /api/v1/links/:token/files/:fileId [recalled]           404 404 404  404 404 404  404 404 404  404 404 404  -
GET /api/v1/links/:token/archive [recalled]                 404 404 404  404 404 404  404 404 404  404 404 404  -
GET /api/v1/links/:token/manifest [recalled]                404 404 404  404 404 404  404 404 404  404 404 404  -
GET /api/v1/links/:token/sender-key [recalled]              404 404 404  404 404 404  404 404 404  404 404 404  -
PUT /api/v1/links/:token/manifest [recalled]                404 404 404  404 404 404  404 404 404  404 404 403  -
POST /api/v1/links/:token/refusals [recalled]               404 404 404  404 404 404  404 404 404  404 404 403  -

GET /api/v1/deliveries [reply draft]                        401 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/deliveries/:id [reply draft]                    401 404 200  404 404 404  404 404 404  404 404 404  -
GET /api/v1/deliveries/:id [reply sent]                     401 404 200  404 404 404  404 404 404  404 404 404  -
PATCH /api/v1/deliveries/:id [reply draft]                  401 404 200  404 404 404  404 404 404  404 404 403  -
DELETE /api/v1/deliveries/:id [reply draft]                 401 404 204  404 404 404  404 404 404  404 404 403  -
DELETE /api/v1/deliveries/:id [reply sent]                  401 404 409  404 404 404  404 404 404  404 404 403  -
POST /api/v1/deliveries/:id/send [reply draft]              401 404 200  404 404 404  404 404 404  404 404 403  -
POST /api/v1/deliveries/:id/recall [reply sent]             401 404 200  404 404 404  404 404 404  404 404 403  -
PATCH /api/v1/deliveries/:id/expiry [reply sent]            401 403 403  404 404 404  404 404 404  404 404 403  -
POST /api/v1/deliveries/:id/recipients/:recipientId/resend [reply sent] 401 403 403  404 404 404  404 404 404  404 404 403  -
GET /api/v1/deliveries/:id/recipients/:recipientId/link [reply sent] 401 403 403  404 404 404  404 404 404  404 404 404  -
DELETE /api/v1/deliveries/:id/files/:fileId [reply draft]   401 404 204  404 404 404  404 404 404  404 404 403  -
POST /api/v1/deliveries/:id/uploads [reply draft]           401 404 201  404 404 404  404 404 404  404 404 403  -
GET /api/v1/deliveries/:id/manifests/self [reply level 3]   401 404 200  404 404 404  404 404 404  404 404 404  -
PUT /api/v1/deliveries/:id/manifests/self [reply level 3]   401 404 204  404 404 404  404 404 404  404 404 403  -
PUT /api/v1/deliveries/:id/manifests/:recipientId [reply level 3] 401 404 204  404 404 404  404 404 404  404 404 403  -
GET /api/v1/deliveries/:id/files/:fileId/sealed [reply level 3] 401 404 200  404 404 404  404 404 404  404 404 404  -
POST /api/v1/keys/lookup [reply draft]                      401 403 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/keys/history [reply draft]                     401 403 200  200 200 200  200 200 200  200 200 403  -

POST /api/v1/links/:token/replies [level 1]                 409 409 409  409 409 409  409 409 409  409 409 403  -
POST /api/v1/links/:token/replies [level 2]                 401 403 201  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/replies [level 3]                 401 403 201  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/replies [level 4]                 401 403 201  403 403 403  401 401 401  403 401 403  -
POST /api/v1/links/:token/replies [recalled]                404 404 404  404 404 404  404 404 404  404 404 403  -
GET /api/v1/links/:token [answered]                         401 403 403  403 403 403  401 401 401  200 401 200  -
GET /api/v1/links/:token [answered level 3]                 401 403 403  403 403 403  401 401 401  200 401 200  -

GET /api/v1/upload-links                                    401 403 403  200 200 200  200 200 200  200 200 200  -
POST /api/v1/upload-links                                   401 403 403  201 201 201  201 201 201  201 201 403  -
GET /api/v1/upload-links/:id                                401 403 403  404 404 404  404 404 404  200 200 200  -
PATCH /api/v1/upload-links/:id                              401 403 403  404 404 404  404 404 404  200 200 403  -
POST /api/v1/upload-links/:id/close                         401 403 403  404 404 404  404 404 404  200 200 403  -
POST /api/v1/upload-links/:id/mail                          401 403 403  404 404 404  404 404 404  200 200 403  -
GET /api/v1/upload-links/:id/submissions                    401 403 403  404 404 404  404 404 404  200 200 200  -
PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review 401 403 403  404 404 404  404 404 404  204 204 403  -
GET /api/v1/links/:token/files/:fileId [submission]         401 404 404  404 404 404  401 401 401  200 401 200  -
GET /api/v1/entrances/:token                                200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/entrances/:token [PIN]                          200 200 200  200 200 200  200 200 200  200 200 200  -
POST /api/v1/entrances/:token/unlock [PIN]                  200 200 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/entrances/:token/codes [level 2]               202 202 202  202 202 202  202 202 202  202 202 403  -
POST /api/v1/entrances/:token/submissions                   201 201 201  201 201 201  201 201 201  201 201 403  -
POST /api/v1/entrances/:token/submissions [level 2]         201 201 201  201 201 201  201 201 201  201 201 403  -
POST /api/v1/entrances/:token/submissions [PIN]             403 403 403  403 403 403  403 403 403  403 403 403  -
GET /api/v1/submissions/:token [draft]                      200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/submissions/:token [sent]                       200 200 200  200 200 200  200 200 200  200 200 200  -
DELETE /api/v1/submissions/:token [draft]                   204 204 204  204 204 204  204 204 204  204 204 403  -
DELETE /api/v1/submissions/:token [sent]                    409 409 409  409 409 409  409 409 409  409 409 403  -
POST /api/v1/submissions/:token/uploads [draft]             201 201 201  201 201 201  201 201 201  201 201 403  -
DELETE /api/v1/submissions/:token/files/:fileId [draft]     204 204 204  204 204 204  204 204 204  204 204 403  -
PUT /api/v1/submissions/:token/manifest [draft]             204 204 204  204 204 204  204 204 204  204 204 403  -
POST /api/v1/submissions/:token/send [draft]                200 200 200  200 200 200  200 200 200  200 200 403  -
POST /api/v1/submissions/:token/supplements [sent]          201 201 201  201 201 201  201 201 201  201 201 403  -
POST /api/v1/submissions/:token/supplements [draft]         409 409 409  409 409 409  409 409 409  409 409 403  -
GET /api/v1/teams                                           401 403 403  200 200 200  401 401 401  200 401 200  -
POST /api/v1/teams                                          401 403 403  201 201 201  401 401 401  201 401 403  -
GET /api/v1/teams/:id                                       401 403 403  404 404 404  401 401 401  200 401 200  -
PATCH /api/v1/teams/:id                                     401 403 403  404 404 404  401 401 401  200 401 403  -
DELETE /api/v1/teams/:id                                    401 403 403  404 404 404  401 401 401  204 401 403  -
POST /api/v1/teams/:id/members                              401 403 403  404 404 404  401 401 401  201 401 403  -
PATCH /api/v1/teams/:id/members/:accountId                  401 403 403  404 404 404  401 401 401  200 401 403  -
DELETE /api/v1/teams/:id/members/:accountId                 401 403 403  404 404 404  401 401 401  204 401 403  -
PUT /api/v1/teams/:id/key                                   401 403 403  404 404 404  401 401 401  200 401 403  -
PUT /api/v1/teams/:id/copies                                401 403 403  404 404 404  401 401 401  200 401 403  -
GET /api/v1/organisation/submitted-files                    401 403 403  403 403 200  401 401 401  403 401 403  -
PUT /api/v1/organisation/submitted-files                    401 403 403  403 403 200  401 401 401  403 401 403  -
GET /api/v1/receipt-keys                                    200 200 200  200 200 200  200 200 200  200 200 200  -
POST /api/v1/receipts/check                                 200 200 200  200 200 200  200 200 200  200 200 403  -
GET /api/v1/submissions/:token/receipt [sent]               200 200 200  200 200 200  200 200 200  200 200 200  -
GET /api/v1/submissions/:token/receipt [draft]              404 404 404  404 404 404  404 404 404  404 404 404  -
GET /api/v1/upload-links/:id/submissions/:submissionId/receipt 401 403 403  404 404 404  404 404 404  200 200 200  -
`;

export interface Expectation {
  /** Key of the table of routes. */
  readonly key: string;
  /** State of the thing, or '' where there is none. */
  readonly state: string;
  readonly statuses: ReadonlyMap<Role, number>;
}

function parseLine(line: string): Expectation {
  const [, key, state = '', columns] = /^(\S+ \S+)(?: \[(.+?)\])? +([-\d].*)$/.exec(line) ?? [];
  const cells = columns?.trim().split(/ +/) ?? [];
  if (key === undefined || cells.length !== ROLES.length) throw new Error(`The line cannot be read: ${line}`);
  const pairs = ROLES.map((role, at) => [role, cells[at]!] as const).filter(([, cell]) => cell !== '-');
  return { key, state, statuses: new Map(pairs.map(([role, cell]) => [role, Number(cell)])) };
}

export const EXPECTATIONS: readonly Expectation[] = TABLE.split('\n')
  .filter((line) => line.trim() !== '')
  .map(parseLine);
