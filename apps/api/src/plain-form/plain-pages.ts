import type { EntranceView, RequestedDocument, SubmissionView, SubmittedFileView } from '@umschlag/core';
import type { AppError } from '@umschlag/std';
import { type Html, html } from '../plugins/html.ts';
import { type PlainText, plainText } from './texts/plain-text.ts';

/** What a page hands on to the next one, hidden in its form. */
export interface Carried {
  readonly grant?: string | undefined;
  readonly challengeId?: string | undefined;
  /** Token of a submission that has begun. */
  readonly submission?: string | undefined;
}

/** Where somebody is who fills the form. */
export interface FormPage {
  /** Path that the forms are sent to. */
  readonly action: string;
  readonly entrance: EntranceView;
  readonly carried: Carried;
  readonly problem?: AppError | undefined;
  /** What has arrived already. */
  readonly submission?: SubmissionView | undefined;
}

const LOCALE = { de: 'de-DE', en: 'en-GB' } as const;
type Language = keyof typeof LOCALE;

/** The form, at the step that comes next: PIN, address, or documents. */
export function formPage(page: FormPage): string {
  const { entrance } = page;
  const t = plainText(entrance.language);
  return wholePage(
    entrance.language,
    t.title(entrance.organisation),
    html`${head(t, entrance)}${page.problem ? problemBox(t, page.problem, entrance) : html``}${nextStep(t, page)}`,
  );
}

function nextStep(t: PlainText, page: FormPage): Html {
  const { entrance, carried, submission } = page;
  const state = submission?.sendable ?? entrance.state;
  if (state !== 'open') return html`<p role="alert">${t.state[state]}</p>`;
  if (entrance.ownerKeys) return html`<p role="alert">${t.needsScript}</p>`;
  if (!entrance.details) return pinForm(t, page.action);
  if (entrance.level === 2 && !submission && carried.challengeId === undefined) return addressForm(t, page);
  return documentsForm(t, page, entrance.details.documents);
}

/** What was sent and what becomes of it, to be printed and to come back to. */
export interface SentPage {
  /** Address of a submission's receipt, by its token. */
  readonly receiptOf: (token: string) => string;
  readonly view: SubmissionView;
  /** Of this page. */
  readonly link: string;
  /** SHA-256 by file id, hexadecimal. */
  readonly digests: ReadonlyMap<string, string>;
  /** Whether it was sent just now. */
  readonly isNew: boolean;
}

export function sentPage({ view, link, digests, isNew, receiptOf }: SentPage): string {
  const { entrance } = view;
  const t = plainText(entrance.language);
  const canAdd = entrance.state === 'open' || entrance.state === 'full';
  const parts = view.sent.map(
    ({ id, token, sentAt, pickedUpAt }) => html`<p>${t.done(entrance.organisation, momentOf(sentAt, entrance))}</p>
${fileList(t, view, id, digests)}
<p><a class="button" href="${receiptOf(token)}">${t.receipt}</a></p>
<p>${pickedUpAt ? t.pickedUp(momentOf(pickedUpAt, entrance)) : t.notPickedUp}</p>`,
  );
  return wholePage(
    entrance.language,
    isNew ? t.doneTitle : t.title(entrance.organisation),
    html`${entrance.details ? html`<h2>${entrance.details.title}</h2>` : html``}${reference(t, entrance)}${parts}
<p>${t.keep}</p><p><a href="${link}">${link}</a></p>
${canAdd ? form(`${new URL(link).pathname}?plain`, 'supplement', {}, html`<p>${t.addHint}</p><button>${t.add}</button>`) : html``}`,
  );
}

function fileList(t: PlainText, { files, entrance }: SubmissionView, id: string, digests: SentPage['digests']): Html {
  const rows = files
    .filter((file) => file.submissionId === id)
    .map(
      (file) =>
        html`<li><strong>${nameOf(file)}</strong><p>${sizeOf(file.sizeBytes, entrance.language)}, ${t.review[file.review?.state ?? 'received']}${file.review?.reason ? html`: ${file.review.reason}` : html``}</p><p>${t.digest}: <code>${digests.get(file.id) ?? ''}</code></p></li>`,
    );
  return html`<ul class="files">${rows}</ul>`;
}

export function wholePage(language: Language, title: string, main: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="stylesheet" href="/plain-form.css">
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`.html;
}

function head(t: PlainText, entrance: EntranceView): Html {
  const { details } = entrance;
  return html`<p>${t.asks(entrance.owner, entrance.organisation)}</p>
${details ? html`<h2>${details.title}</h2>${reference(t, entrance)}<p class="instructions">${details.instructions}</p>` : html``}
<p>${t.until}: ${momentOf(entrance.deadlineAt, entrance)}. ${t.limits(sizeOf(entrance.maxSubmissionBytes, entrance.language), entrance.maxFiles)}</p>
${entrance.ownerKeys ? html`` : html`<p>${t.level[entrance.level === 2 ? 2 : 1]}</p>`}`;
}

function reference(t: PlainText, { details }: EntranceView): Html {
  return details?.reference ? html`<p>${t.reference}: ${details.reference}</p>` : html``;
}

function problemBox(t: PlainText, problem: AppError, { details }: EntranceView): Html {
  const ids = problem.details.documentIds;
  const missing = details?.documents.filter(({ id }) => Array.isArray(ids) && ids.includes(id)) ?? [];
  const names = missing.map(({ name }) => html`<li>${name}</li>`);
  return html`<div role="alert"><h2>${t.error}</h2><p>${t.problems[problem.code] ?? t.otherProblem}</p>${names.length > 0 ? html`<p>${t.missing}:</p><ul>${names}</ul>` : html``}</div>`;
}

/** Every step is a form to the same address; its hidden fields come before its files. */
function form(action: string, step: string, carried: Carried, fields: Html): Html {
  const hidden = Object.entries({ step, ...carried }).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
  return html`<form method="post" action="${action}" enctype="multipart/form-data">${hidden}${fields}</form>`;
}

function pinForm(t: PlainText, action: string): Html {
  return form(
    action,
    'pin',
    {},
    html`<label for="pin">${t.pin}</label><input id="pin" name="pin" inputmode="numeric" autocomplete="off" required><button>${t.pinGo}</button>`,
  );
}

function addressForm(t: PlainText, { action, carried }: FormPage): Html {
  return form(
    action,
    'address',
    carried,
    html`<label for="email">${t.email}</label><input id="email" name="email" type="email" autocomplete="email" required><button>${t.emailGo}</button>`,
  );
}

function documentsForm(
  t: PlainText,
  { action, entrance, carried, submission, problem }: FormPage,
  documents: readonly RequestedDocument[],
): Html {
  const code =
    carried.challengeId !== undefined && !submission
      ? html`<p>${t.codeSent}</p><label for="code">${t.code}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required>`
      : html``;
  const email =
    entrance.level === 1 && !submission?.email
      ? html`<label for="email">${t.emailOptional}</label><input id="email" name="email" type="email" autocomplete="email">`
      : html``;
  // Only once they have been named. Before the files, as all fields are.
  const partial =
    problem?.code === 'documents_missing'
      ? html`<p><label class="check"><input type="checkbox" name="isPartial" value="yes"> ${t.sendWithout}</label></p>`
      : html``;
  const files = [
    ...documents.map((one) => documentField(t, one)),
    html`<fieldset><legend>${t.others}</legend><label for="others">${t.others}</label><input id="others" name="document" type="file" multiple></fieldset>`,
  ];
  return form(
    action,
    'send',
    carried,
    html`${arrivedList(t, submission)}${code}${email}${partial}${files}<p>${t.hint}</p><button>${t.send}</button>`,
  );
}

/** With pictures among them phones offer their camera. */
const ACCEPT = {
  pdf: '.pdf,application/pdf',
  image: 'image/*',
  office: '.docx,.xlsx,.pptx,.odt,.ods,.odp,.doc,.xls,.ppt,.rtf',
  text: '.txt,.csv,text/plain',
} as const;

function acceptOf(kinds: RequestedDocument['acceptedKinds']): Html {
  const known = kinds.flatMap((kind) => (kind === 'any' ? [] : [ACCEPT[kind]]));
  return known.length === kinds.length ? html` accept="${known.join(',')}"` : html``;
}

function documentField(t: PlainText, { id, name, explanation, isRequired, acceptedKinds }: RequestedDocument): Html {
  return html`<fieldset><legend>${name} (${isRequired ? t.required : t.optional})</legend>${explanation ? html`<p class="instructions">${explanation}</p>` : html``}<label for="${id}">${name}</label><input id="${id}" name="document-${id}" type="file" multiple${acceptOf(acceptedKinds)}></fieldset>`;
}

function arrivedList(t: PlainText, submission: SubmissionView | undefined): Html {
  if (!submission || submission.files.length === 0) return html``;
  const names = submission.files.map((file) => html`<li>${nameOf(file)}</li>`);
  return html`<h2>${t.arrived}</h2><ul>${names}</ul>`;
}

function nameOf({ path }: SubmittedFileView): string {
  return path?.join('/') ?? '';
}

function momentOf(at: Date, { language, timeZone }: EntranceView): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}

/** Rounded down: of a limit no more is promised than holds. */
function sizeOf(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const unit = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const)[power]!;
  const tenths = Math.floor((bytes / 1000 ** power) * 10) / 10;
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit }).format(tenths);
}
