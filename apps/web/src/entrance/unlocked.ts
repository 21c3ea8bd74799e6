import type { Answer, Entrance } from '@umschlag/contract';

type Unlocked = Answer<'POST /api/v1/entrances/:token/unlock'>;

/** What a right PIN has opened: the grant, and what is asked for, which is not told again. */
export interface UnlockedEntrance {
  readonly grant: string;
  readonly details: NonNullable<Entrance['details']>;
}

const keyOf = (token: string): string => `entrance/${token}`;

/** Keeps it as long as this tab: whoever opens the link here tomorrow types the PIN again. */
export function keepUnlocked(token: string, { grant, entrance }: Unlocked): void {
  try {
    sessionStorage.setItem(keyOf(token), JSON.stringify({ grant, details: entrance.details }));
  } catch {
    // Where storage is forbidden it lasts as long as the page.
  }
}

export function findUnlocked(token: string): UnlockedEntrance | undefined {
  try {
    const kept = sessionStorage.getItem(keyOf(token));
    return kept === null ? undefined : (JSON.parse(kept) as UnlockedEntrance);
  } catch {
    return undefined;
  }
}

export function forgetUnlocked(token: string): void {
  try {
    sessionStorage.removeItem(keyOf(token));
  } catch {
    // Nothing was kept.
  }
}
