import { KeyringError } from '../errors.ts';

/** A value of a JSON document, and where it stands. */
export interface Place {
  readonly value: unknown;
  readonly at: string;
}

export function malformed(at: string, what: string, cause?: unknown): KeyringError {
  return new KeyringError('malformed', `The text is malformed at ${at || 'its root'}: ${what}.`, {
    details: { at },
    cause,
  });
}

/** The fields of an object that has all of `required`, perhaps some of `optional`, and no other. */
export function fields<R extends string, O extends string = never>(
  { value, at }: Place,
  required: readonly R[],
  optional: readonly O[] = [],
): Record<R, Place> & Partial<Record<O, Place>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(at, 'not an object');
  const allowed = new Set<string>([...required, ...optional]);
  const under = (name: string): string => (at === '' ? name : `${at}.${name}`);
  // Own keys alone, `__proto__` among them, since JSON.parse makes it an ordinary one.
  for (const name of Object.keys(value)) if (!allowed.has(name)) throw malformed(under(name), 'not a known field');
  const found: Record<string, Place> = Object.create(null);
  for (const name of allowed) {
    if (Object.hasOwn(value, name)) found[name] = { value: (value as Record<string, unknown>)[name], at: under(name) };
    else if ((required as readonly string[]).includes(name)) throw malformed(under(name), 'missing');
  }
  return found as Record<R, Place> & Partial<Record<O, Place>>;
}

/** The items of a list of `min` to `max`. */
export function items({ value, at }: Place, min: number, max: number): Place[] {
  if (!Array.isArray(value)) throw malformed(at, 'not a list');
  if (value.length < min || value.length > max) throw malformed(at, `not ${min} to ${max} items`);
  return value.map((item: unknown, index) => ({ value: item, at: `${at}.${index}` }));
}

/** A text of well-formed Unicode with `min` to `max` UTF-16 units, and of that shape if one is given. */
export function text({ value, at }: Place, min: number, max: number, shape?: RegExp): string {
  if (typeof value !== 'string') throw malformed(at, 'not a text');
  if (value.length < min || value.length > max) throw malformed(at, `not ${min} to ${max} characters`);
  if (!value.isWellFormed()) throw malformed(at, 'not Unicode');
  if (shape && !shape.test(value)) throw malformed(at, 'not of the required shape');
  return value;
}

/** A whole number; -0 and fractions are none. */
export function whole({ value, at }: Place, min: number, max: number): number {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw malformed(at, 'not a whole number');
  if ((value as number) < min || (value as number) > max) throw malformed(at, `not from ${min} to ${max}`);
  return value as number;
}

/** Exactly one of the given values. */
export function oneOf<T extends string | number>({ value, at }: Place, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw malformed(at, `not ${allowed.join(' or ')}`);
  return found;
}

/** No value twice. */
export function requireDistinct(values: readonly string[], at: string, otherwise: string): void {
  if (new Set(values).size < values.length) throw malformed(at, otherwise);
}
