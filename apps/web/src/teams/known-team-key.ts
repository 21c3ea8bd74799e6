const PREFIX = 'umschlag-team-key-';
const nameOf = (accountId: string, teamId: string) => `${PREFIX}${accountId}-${teamId}`;

/**
 * Fingerprint of the team's key that this browser has seen and its member has believed; undefined where there is none.
 * It outlives the sign-out, since it is there to be remembered: two random ids and the fingerprint of a public key.
 */
export function knownTeamKey(accountId: string, teamId: string): string | undefined {
  try {
    return localStorage.getItem(nameOf(accountId, teamId)) ?? undefined;
  } catch {
    // A browser that keeps nothing for us asks each time.
    return undefined;
  }
}

/** Today's key of the team: from now on only what follows from it is believed. */
export function rememberTeamKey(accountId: string, teamId: string, fingerprint: string): void {
  try {
    localStorage.setItem(nameOf(accountId, teamId), fingerprint);
  } catch {
    // As above.
  }
}
