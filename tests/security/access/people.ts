import type { TestApi, TestPerson } from '@umschlag/api/testing';
import { createApiToken } from '@umschlag/core';
import { freshCaller } from '@umschlag/core/testing';
import type { Role } from './expectations.ts';

export interface Cast {
  readonly owner: TestPerson;
  readonly admin: TestPerson;
  readonly addressed: TestPerson;
  /** What a role sends to prove itself, with a session of its own. */
  proofOf(role: Role): Promise<{ cookie?: string; bearer?: string; headers?: Record<string, string> }>;
}

/** Everybody of the matrix, in two organisations. */
export async function gatherCast(api: TestApi): Promise<Cast> {
  const owner = await api.createCaseworker();
  const organisationId = owner.organisationId;
  const people = {
    owner,
    colleague: await api.createCaseworker({ organisationId }),
    admin: await api.createCaseworker({ organisationId, role: 'administrator' }),
    elsewhere: await api.createCaseworker(),
    stranger: await api.createCitizen(),
    addressed: await api.createCitizen(),
  } satisfies Record<string, TestPerson>;
  // A token of its own for each call: a change of the password revokes all that there are.
  const makeToken = async (name: keyof typeof people) => {
    const caller = await freshCaller(api.deps, people[name].accountId);
    return (await createApiToken(api.deps, caller, { name: 'matrix', validDays: 1 })).token;
  };
  const signIn = (name: keyof typeof people) => api.signInAs(people[name]);
  return {
    owner: people.owner,
    admin: people.admin,
    addressed: people.addressed,
    proofOf: async (role) => {
      if (role === 'nobody' || role === 'holder') return {};
      if (role.endsWith('-token'))
        return { bearer: await makeToken(role.replace('-token', '') as keyof typeof people) };
      if (role !== 'bad-origin') return { cookie: (await signIn(role as keyof typeof people)).cookie };
      return { cookie: (await signIn('owner')).cookie, headers: { origin: 'https://evil.example' } };
    },
  };
}
