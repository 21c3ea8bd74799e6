import type { DraftChange } from '@umschlag/core';
import { AppError } from '@umschlag/std';

const NAMES = ['to', 'subject', 'message', 'level', 'expiryDays', 'language'] as const;
type FieldName = (typeof NAMES)[number];

/** The fields of a form as they come, `to` any number of times. */
export class FormFields {
  readonly #values = new Map<FieldName, string[]>();

  /** @throws AppError `invalid_request` (details: `field`) for a name that the form does not have */
  add(name: string, value: string): void {
    const known = NAMES.find((one) => one === name);
    if (!known) throw invalid(name);
    const before = this.#values.get(known) ?? [];
    if (before.length > 0 && known !== 'to') throw invalid(name);
    this.#values.set(known, [...before, value]);
  }

  /** @throws AppError `invalid_request` (details: `field`) */
  toDraft(): DraftChange {
    const recipients = this.#values
      .get('to')
      ?.flatMap((list) => list.split(','))
      .filter((one) => one.trim() !== '');
    return {
      ...(recipients && { recipients }),
      ...this.#given('subject', (text) => text),
      ...this.#given('message', (text) => text),
      ...this.#given('level', (text) => choice(text, { 1: 1, 2: 2 } as const)),
      ...this.#given('expiryDays', (text) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)),
      ...this.#given('language', (text) => choice(text, { de: 'de', en: 'en' } as const)),
    };
  }

  #given<N extends FieldName, T>(name: N, parse: (text: string) => T | undefined): { [name in N]?: T } {
    const text = this.#values.get(name)?.[0];
    if (text === undefined) return {} as { [name in N]?: T };
    const value = parse(text);
    if (value === undefined) throw invalid(name);
    return { [name]: value } as { [name in N]?: T };
  }
}

function choice<T>(text: string, options: Readonly<Record<string, T>>): T | undefined {
  return Object.hasOwn(options, text) ? options[text] : undefined;
}

function invalid(name: string): AppError {
  return new AppError('invalid_request', 'A field of the form is not valid.', {
    details: { field: name.slice(0, 50) },
  });
}
