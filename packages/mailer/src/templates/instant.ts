const LOCALE = { de: 'de-DE', en: 'en-GB' } as const;

/**
 * A moment as people write it: "23. Januar 2027, 14:00 Uhr" or "23 January 2027, 14:00".
 * @param timeZone IANA name of the organisation's zone
 * @throws RangeError on an unknown zone
 */
export function formatInstant(instant: Date, language: 'de' | 'en', timeZone: string): string {
  const parts = new Intl.DateTimeFormat(LOCALE[language], {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? '';
  const day = `${part('day')}${language === 'de' ? '.' : ''} ${part('month')} ${part('year')}`;
  return `${day}, ${part('hour')}:${part('minute')}${language === 'de' ? ' Uhr' : ''}`;
}
