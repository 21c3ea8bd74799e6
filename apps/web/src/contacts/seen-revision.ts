const PREFIX = 'umschlag-contacts-';

/**
 * The highest revision of an account's contacts that this browser has seen; 0 where it has seen none. It outlives the
 * sign-out, since it is there to be remembered, and says nothing of anybody: an account's random id and a number.
 */
export function leastRevision(accountId: string): number {
  try {
    return Number(localStorage.getItem(PREFIX + accountId) ?? 0) || 0;
  } catch {
    // A browser that keeps nothing for us: then a list handed out anew after an older one cannot be noticed.
    return 0;
  }
}

export function noteRevision(accountId: string, revision: number): void {
  if (revision <= leastRevision(accountId)) return;
  try {
    localStorage.setItem(PREFIX + accountId, String(revision));
  } catch {
    // As above.
  }
}
