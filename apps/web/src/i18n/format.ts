import type { Language } from '@umschlag/contract';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size for people: decimal units, at most one decimal place. */
export function formatBytes(bytes: number, language: Language): string {
  const power = powerOf(bytes, 1000);
  return inDecimalUnit(bytes, language, power === 0 || bytes / 1000 ** power >= 100 ? 0 : 1);
}

function inDecimalUnit(bytes: number, language: Language, digits: 0 | 1): string {
  const power = Math.min(powerOf(bytes, 1000), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power] as string,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(bytes / 1000 ** power);
}

const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/**
 * A limit for people, in the unit in which it was set: "50 GB" or "64 GiB". One that is round in neither is
 * rounded down, so that no more is promised than holds.
 */
export function formatLimit(bytes: number, language: Language): string {
  if (bytes < 1000 || isRound(bytes, 1000)) return inDecimalUnit(bytes, language, 1);
  if (isRound(bytes, 1024)) {
    const power = Math.min(powerOf(bytes, 1024), BINARY_UNITS.length);
    // Unit and number stay on one line; Intl knows no binary units.
    return `${new Intl.NumberFormat(language).format(bytes / 1024 ** power)}\u00a0${BINARY_UNITS[power - 1]}`;
  }
  const step = 1000 ** powerOf(bytes, 1000) / 10;
  return inDecimalUnit(Math.floor(bytes / step) * step, language, 1);
}

/** Whether a size can be told exactly in its largest unit with at most one decimal place. */
const isRound = (bytes: number, base: 1000 | 1024): boolean =>
  bytes >= base && Number.isInteger((bytes / base ** powerOf(bytes, base)) * 10);

/** How often a size can be divided by the base; without logarithms, which miss at the powers themselves. */
function powerOf(bytes: number, base: number): number {
  let power = 0;
  for (let left = bytes; left >= base; left /= base) power += 1;
  return power;
}

/** Date and time in the given zone; the zone is named, since the reader may be elsewhere. */
export function formatDateTime(instant: string, language: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant));
}

export function formatDate(instant: string, language: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant));
}

export function formatTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' }).format(new Date(instant));
}

/** A wait for people, in whole hours, rounded up. */
export function formatWait(seconds: number, language: Language): string {
  const hours = Math.max(1, Math.ceil(seconds / 3600));
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(hours);
}

/** The same for a wait that may be short: in whole minutes up to an hour and a half. */
export function formatShortWait(seconds: number, language: Language): string {
  if (seconds > 90 * 60) return formatWait(seconds, language);
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes);
}

/** English with the day first and 24 hours: the platforms stand in Europe. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'de-DE');
