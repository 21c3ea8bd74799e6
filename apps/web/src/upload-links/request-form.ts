import type { AcceptedKind, Account, UploadLink, UploadLinkFields } from '@umschlag/contract';
import { dateInZone, endOfDayInZone } from '../deliveries/zoned-date.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { wholeNumber } from '../ui/whole-number.ts';
import type { UploadLinkTexts } from './texts/de.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 180;
const USUAL_DAYS = 14;
const MIB = 1024 ** 2;
/** Choices of size, in octets; those above the organisation's limit are not offered. */
const SIZES = [50 * MIB, 200 * MIB, 1024 * MIB, 10 * 1024 * MIB];

export const KINDS = ['pdf', 'image', 'office', 'text', 'any'] as const satisfies readonly AcceptedKind[];
export const TEMPLATES = ['application', 'identity', 'medical'] as const;

/** A line of the checklist while it is written. */
export interface DocumentDraft {
  /** For the page only, so that a line keeps its field when others move. */
  readonly key: number;
  readonly name: string;
  readonly explanation: string;
  readonly isRequired: boolean;
  readonly acceptedKinds: readonly AcceptedKind[];
}

/** What is being written, as typed. */
export interface RequestForm {
  readonly title: string;
  readonly reference: string;
  readonly instructions: string;
  readonly documents: readonly DocumentDraft[];
  readonly level: 1 | 2;
  readonly language: 'de' | 'en';
  /** YYYY-MM-DD in the organisation's time zone. */
  readonly day: string;
  readonly count: 'one' | 'many' | 'unlimited';
  readonly number: string;
  readonly maxSubmissionBytes: number;
  readonly pin: string;
}

type Setting = Pick<Account, 'organisation'>;

export const zoneOf = ({ organisation }: Setting): string => organisation?.timeZone ?? 'Europe/Berlin';

/** The sizes to choose from, with what the organisation allows as the last one where it is less. */
export function sizesFor({ organisation }: Setting): number[] {
  const limits = organisation?.limits;
  const max = Math.min(limits?.maxDeliveryBytes ?? SIZES.at(-1)!, limits?.maxFileBytes ?? SIZES.at(-1)!);
  const below = SIZES.filter((size) => size < max);
  return max <= SIZES.at(-1)! ? [...below, max] : [...below];
}

let lines = 0;
/** A new line of the checklist. */
export const newDocument = (fields: Partial<DocumentDraft> = {}): DocumentDraft => ({
  name: '',
  explanation: '',
  isRequired: true,
  acceptedKinds: ['pdf', 'image'],
  ...fields,
  key: ++lines,
});

/** An empty request: one citizen, two weeks. */
export function emptyForm(account: Setting & { readonly language: 'de' | 'en' }): RequestForm {
  const sizes = sizesFor(account);
  return {
    title: '',
    reference: '',
    instructions: '',
    documents: [newDocument()],
    level: 1,
    language: account.language,
    day: dateInZone(new Date(Date.now() + USUAL_DAYS * DAY_MS), zoneOf(account)),
    count: 'one',
    number: '10',
    maxSubmissionBytes: sizes.findLast((size) => size <= 200 * MIB) ?? sizes[0]!,
    pin: '',
  };
}

/** A template takes the place of what describes the request; the rest stays as it was set. */
export function fromTemplate(form: RequestForm, template: UploadLinkTexts['templates']['application']): RequestForm {
  const documents = template.documents.map((one, at) =>
    // What comes last in the templates is what not everybody has.
    newDocument({ ...one, isRequired: at === 0 || at < template.documents.length - 1 }),
  );
  return { ...form, title: template.title, instructions: template.instructions, documents };
}

/** As an earlier one, without what belonged to its case: reference, deadline and PIN. */
export function fromEarlier(form: RequestForm, earlier: UploadLink): RequestForm {
  return {
    ...form,
    title: earlier.title,
    instructions: earlier.instructions,
    documents: earlier.documents.map(({ id: _, ...one }) => newDocument(one)),
    level: earlier.level === 2 ? 2 : 1,
    language: earlier.language,
    count: earlier.maxSubmissions === null ? 'unlimited' : earlier.maxSubmissions === 1 ? 'one' : 'many',
    number: String(earlier.maxSubmissions ?? form.number),
  };
}

/** What is wrong with it, in the order of the page. */
export function errorsOf(form: RequestForm, account: Setting, t: UploadLinkTexts['form']['errors']): FieldError[] {
  const zone = zoneOf(account);
  const latest = dateInZone(new Date(Date.now() + (MAX_DAYS - 1) * DAY_MS), zone);
  const isDay = endOfDayInZone(form.day, zone) !== undefined;
  const names = form.documents.map(({ name }) => name.trim().toLowerCase());
  const found: (FieldError | false)[] = [
    form.title.trim() === '' && { fieldId: 'title', text: t.title },
    ...form.documents.map(
      ({ key }, at) =>
        (names[at] === '' || names.indexOf(names[at]!) < at) && { fieldId: `document-${key}`, text: t.document },
    ),
    ...form.documents.map(
      ({ key, acceptedKinds }) => acceptedKinds.length === 0 && { fieldId: `kind-${key}-pdf`, text: t.kinds },
    ),
    (!isDay || form.day < dateInZone(new Date(), zone) || form.day > latest) && {
      fieldId: 'deadline',
      text: t.deadline(MAX_DAYS),
    },
    form.count === 'many' && numberOf(form) === undefined && { fieldId: 'number', text: t.count },
    form.pin.trim() !== '' && !/^[\d\s]*$/.test(form.pin) && { fieldId: 'pin', text: t.pin },
    form.pin.trim() !== '' &&
      /^[\d\s]*$/.test(form.pin) &&
      !/^\d{4,12}$/.test(form.pin.replace(/\s/g, '')) && { fieldId: 'pin', text: t.pin },
  ];
  return found.filter((one) => one !== false);
}

const numberOf = (form: RequestForm): number | undefined => wholeNumber(form.number, 1, 100_000);

/** What is sent; only for a form without errors. */
export function fieldsOf(form: RequestForm, account: Setting): UploadLinkFields {
  const pin = form.pin.replace(/\s/g, '');
  return {
    title: form.title.trim(),
    reference: form.reference.trim(),
    instructions: form.instructions,
    level: form.level,
    language: form.language,
    documents: form.documents.map(({ name, explanation, isRequired, acceptedKinds }) => ({
      name: name.trim(),
      explanation,
      isRequired,
      acceptedKinds: [...acceptedKinds],
    })),
    deadlineAt: endOfDayInZone(form.day, zoneOf(account))!.toISOString(),
    maxSubmissions: form.count === 'unlimited' ? null : form.count === 'one' ? 1 : (numberOf(form) ?? 1),
    maxSubmissionBytes: form.maxSubmissionBytes,
    ...(pin !== '' && { pin }),
  };
}

/** Six digits from the browser's random numbers, each equally likely. */
export function suggestedPin(): string {
  const digits: number[] = [];
  while (digits.length < 6) {
    const [octet = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (octet < 250) digits.push(octet % 10);
  }
  return digits.join('');
}
