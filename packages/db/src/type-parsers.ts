import pg from 'pg';

const { DATE, INT8 } = pg.types.builtins;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

/**
 * int8 as a number. Sizes and counters of this platform stay far below 2^53.
 * @throws RangeError rather than to round.
 */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An int8 beyond 2^53 cannot be read as a number.');
  return value;
}

const parseTextArray = pg.types.getTypeParser(1009 as never) as unknown as (text: string) => (string | null)[];

const own = new Map<number, (text: string) => unknown>([
  [INT8, parseInt8],
  [INT8_ARRAY, (text) => parseTextArray(text).map((item) => (item === null ? null : parseInt8(item)))],
  // A calendar day stays `YYYY-MM-DD`: as a Date it would move with the server's time zone.
  [DATE, (text) => text],
  [DATE_ARRAY, parseTextArray],
]);

/** How values arrive: int8 number, date string, timestamptz Date, bytea Buffer; the rest as in pg. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && own.get(oid)) || pg.types.getTypeParser(oid as never, format as never)) as never,
};
