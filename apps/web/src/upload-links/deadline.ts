import { dateInZone, endOfDayInZone, latestExpiry } from '../deliveries/zoned-date.ts';

/** As the platform allows. */
export const MAX_DEADLINE_DAYS = 180;

/** The days to choose from (YYYY-MM-DD in the zone): from today until what the platform allows. */
export function deadlineDays(zone: string, now: Date): { readonly min: string; readonly max: string } {
  return { min: dateInZone(now, zone), max: dateInZone(latest(now), zone) };
}

/**
 * The end of a day in the zone, on the last day the last instant that is allowed; undefined for what is no day or lies
 * outside.
 */
export function deadlineOf(day: string, zone: string, now: Date): Date | undefined {
  const end = endOfDayInZone(day, zone);
  const { min, max } = deadlineDays(zone, now);
  if (!end || day < min || day > max) return undefined;
  return new Date(Math.min(end.getTime(), latest(now).getTime()));
}

const latest = (now: Date): Date => latestExpiry(now.toISOString(), MAX_DEADLINE_DAYS);
