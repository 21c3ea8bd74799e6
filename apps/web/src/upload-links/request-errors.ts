import type { FieldError } from '../ui/error-summary.tsx';
import { deadlineOf, MAX_DEADLINE_DAYS } from './deadline.ts';
import {
  type DocumentDraft,
  MAX_SUBMISSIONS,
  numberOf,
  pinOf,
  type RequestForm,
  type Setting,
  zoneOf,
} from './request-form.ts';
import type { UploadLinkTexts } from './texts/de.ts';

type Words = UploadLinkTexts['form']['errors'];

const PIN = /^\d{4,12}$/;

/** What is wrong with a request, in the order of the page. */
export function errorsOf(form: RequestForm, account: Setting, t: Words): FieldError[] {
  const errors: FieldError[] = [];
  const add = (fieldId: string, text: string) => errors.push({ fieldId, text });
  if (form.title.trim() === '') add('title', t.title);
  errors.push(...documentErrors(form.documents, t));
  if (!deadlineOf(form.day, zoneOf(account), new Date())) add('deadline', t.deadline(MAX_DEADLINE_DAYS));
  if (form.count === 'many' && numberOf(form) === undefined) add('number', t.count(1, MAX_SUBMISSIONS));
  const pin = pinOf(form);
  if (pin !== '' && !PIN.test(pin)) add('pin', t.pin);
  return errors;
}

/** Each line needs a name, which no other has, and at least one kind. */
function documentErrors(documents: readonly DocumentDraft[], t: Words): FieldError[] {
  const names = documents.map(({ name }) => name.trim().toLocaleLowerCase('de'));
  return documents.flatMap(({ key, acceptedKinds }, at) => {
    const errors: FieldError[] = [];
    const name = names[at] ?? '';
    const fieldId = `document-${key}`;
    if (name === '') errors.push({ fieldId, text: t.document(at + 1) });
    else if (names.indexOf(name) < at) errors.push({ fieldId, text: t.documentTwice(at + 1) });
    if (acceptedKinds.length === 0) errors.push({ fieldId: `kind-${key}-pdf`, text: t.kinds(at + 1) });
    return errors;
  });
}
