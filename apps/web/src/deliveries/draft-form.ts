import type { Delivery, DraftFields, Limits } from '@umschlag/contract';
import type { Catalogue } from '../i18n/de.ts';
import type { DraftSecrets, WithoutKey } from '../transfer/draft-secrets.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { wholeNumber } from '../ui/whole-number.ts';
import { looksLikeAddress } from './addresses.ts';

/** The fields as they are typed. */
export interface DraftForm {
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly message: string;
  readonly level: Delivery['level'];
  readonly expiryDays: string;
  readonly downloadLimit: string;
  readonly receiptWanted: boolean;
  /** Levels 3 and 4: how recipients without a key will open; by address in lower case. */
  readonly withoutKey: Readonly<Record<string, WithoutKey>>;
}

type Level = DraftForm['level'];
/** Whether the files are sealed under keys that the server never gets. */
export const isSecretLevel = (level: Level): level is 3 | 4 => level === 3 || level === 4;
/** Whether subject and message stay on the device until they are sealed. */
const isSecretMessage = (level: Level): boolean => level === 4;

const DEFAULT_DAYS = 14;

export function emptyForm(limits: Limits): DraftForm {
  const expiryDays = String(Math.min(DEFAULT_DAYS, limits.maxExpiryDays));
  return {
    recipients: [],
    subject: '',
    message: '',
    level: 1,
    expiryDays,
    downloadLimit: '',
    receiptWanted: true,
    withoutKey: {},
  };
}

/** @param secrets what this browser has kept of the draft */
export function formOf(delivery: Delivery, secrets: DraftSecrets = {}): DraftForm {
  const { subject, message, level, receiptWanted } = delivery;
  const recipients = delivery.recipients.map(({ email }) => email);
  const downloadLimit = delivery.downloadLimit === null ? '' : String(delivery.downloadLimit);
  const expiryDays = String(delivery.expiryDays);
  const kept = isSecretMessage(level) ? secrets : { subject, message };
  const texts = { subject: kept.subject ?? '', message: kept.message ?? '' };
  const withoutKey = secrets.withoutKey ?? {};
  return { recipients, ...texts, level, receiptWanted, downloadLimit, expiryDays, withoutKey };
}

/** What of a draft the browser keeps and the server does not get; nothing at levels 1 and 2. */
export function secretsOf({ level, subject, message, withoutKey }: DraftForm): DraftSecrets | undefined {
  if (!isSecretLevel(level)) return undefined;
  return isSecretMessage(level) ? { withoutKey, subject, message } : { withoutKey };
}

/** What the server may know of fields of a draft of this level. */
export function openFields({ subject, message, ...fields }: DraftFields, level: Level): DraftFields {
  if (isSecretMessage(level)) return fields;
  return { ...fields, ...(subject === undefined ? {} : { subject }), ...(message === undefined ? {} : { message }) };
}

/** Where subject and message leave the device with a change, they are part of it. */
export function withTextsToOpen(before: DraftForm, change: Partial<DraftForm>): Partial<DraftForm> {
  const { level = before.level } = change;
  if (!isSecretMessage(before.level) || isSecretMessage(level)) return change;
  return { subject: before.subject, message: before.message, ...change };
}

/** What of a change can be saved already; what is half typed is left out. */
export function savable(change: Partial<DraftForm>, limits: Limits): DraftFields {
  const { recipients, expiryDays, downloadLimit, withoutKey: _, ...rest } = change;
  const days = expiryDays === undefined ? undefined : wholeNumber(expiryDays, 1, limits.maxExpiryDays);
  const limit = downloadLimit === undefined ? undefined : limitOf(downloadLimit);
  const valid = recipients?.filter(looksLikeAddress);
  return {
    ...rest,
    ...(valid && valid.length <= limits.maxRecipients ? { recipients: valid } : {}),
    ...(days === undefined ? {} : { expiryDays: days }),
    ...(limit === undefined ? {} : { downloadLimit: limit }),
  };
}

/** null: no limit; undefined: not a valid number. */
function limitOf(text: string): number | null | undefined {
  return text.trim() === '' ? null : wholeNumber(text, 1, 1000);
}

/** What stands against sending, besides the files. */
export function formErrors(form: DraftForm, limits: Limits, hasFiles: boolean, t: Catalogue['compose']): FieldError[] {
  const errors: FieldError[] = [];
  const add = (fieldId: string, text: string) => errors.push({ fieldId, text });
  const bad = form.recipients.find((one) => !looksLikeAddress(one));
  if (form.recipients.length === 0) add('recipients', t.recipientsMissing);
  else if (bad !== undefined) add('recipients', t.recipientInvalid(bad));
  else if (form.recipients.length > limits.maxRecipients) add('recipients', t.recipientsTooMany(limits.maxRecipients));
  if (form.subject.trim() === '') add('subject', t.subjectMissing);
  if (!hasFiles && form.message.trim() === '') add('message', t.contentMissing);
  if (wholeNumber(form.expiryDays, 1, limits.maxExpiryDays) === undefined) {
    add('expiry-days', t.expiryWrong(limits.maxExpiryDays));
  }
  if (limitOf(form.downloadLimit) === undefined) add('download-limit', t.downloadLimitWrong);
  return errors;
}
