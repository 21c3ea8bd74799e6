import type { Deps } from '@umschlag/core';
import { beginSession, createCaseworker, createCitizen } from '@umschlag/core/testing';
import { isHttps } from '../plugins/session-cookie.ts';

export interface TestPerson {
  readonly accountId: string;
  readonly email: string;
  readonly organisationId: string | null;
}

export interface TestSession extends TestPerson {
  /** For `call(…, { cookie })`. */
  readonly cookie: string;
}

/** People to test with; each call makes a new one. */
export function createPeople(deps: Deps) {
  const cookieName = isHttps(deps.publicUrl) ? '__Host-umschlag' : 'umschlag';
  const signInAs = async (person: TestPerson): Promise<TestSession> => ({
    ...person,
    cookie: `${cookieName}=${await beginSession(deps, person.accountId)}`,
  });
  return {
    /** A caseworker of a new organisation, or of `organisationId`. */
    createCaseworker: (how: Parameters<typeof createCaseworker>[1] = {}): Promise<TestPerson> =>
      createCaseworker(deps, how),
    createCitizen: (how: Parameters<typeof createCitizen>[1] = {}): Promise<TestPerson> => createCitizen(deps, how),
    signInAs,
  };
}
