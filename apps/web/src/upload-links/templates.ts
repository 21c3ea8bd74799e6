import { newDocument, type RequestForm } from './request-form.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

export const TEMPLATES = ['application', 'identity', 'medical', 'empty'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** Which documents of a template everybody has to submit, in their order. */
const REQUIRED: Readonly<Record<TemplateName, readonly boolean[]>> = {
  application: [true, true, false],
  identity: [true, true],
  medical: [true, false],
  empty: [true],
};

/** What describes the request comes from the template, in the language of the citizen's page; the rest stays. */
export function fromTemplate(form: RequestForm, name: TemplateName): RequestForm {
  const { title, instructions, documents } = (form.language === 'de' ? de : en).templates[name];
  const lines = REQUIRED[name].map((isRequired, at) => newDocument({ ...documents[at], isRequired }));
  return { ...form, title, instructions, documents: lines };
}

/** The request for a citizen's page in another language: a template that nobody has touched speaks it as well. */
export function inLanguage(
  form: RequestForm,
  language: RequestForm['language'],
  template: TemplateName | undefined,
): RequestForm {
  const next = { ...form, language };
  const isUntouched = template !== undefined && textsOf(form) === textsOf(fromTemplate(form, template));
  return isUntouched ? fromTemplate(next, template) : next;
}

const textsOf = ({ title, instructions, documents }: RequestForm): string =>
  JSON.stringify([title, instructions, documents.map(({ key: _, ...document }) => document)]);
