import type { AcceptedKind, Account, Language, UploadLink, UploadLinkFields } from '@umschlag/contract';
import { dateInZone } from '../deliveries/zoned-date.ts';
import { wholeNumber } from '../ui/whole-number.ts';
import { deadlineOf } from './deadline.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 14;
const MIB = 1024 ** 2;
const USUAL_BYTES = 200 * MIB;
/** Choices of size, in octets; those above the organisation's limit are not offered. */
const SIZES = [50 * MIB, USUAL_BYTES, 1024 * MIB, 10 * 1024 * MIB] as const;

/** As many submissions as an upload link may take, if they are counted. */
export const MAX_SUBMISSIONS = 100_000;
/** As many as the platform allows. */
export const MAX_DOCUMENTS = 50;
export const KINDS = ['pdf', 'image', 'office', 'text', 'any'] as const satisfies readonly AcceptedKind[];

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
  readonly level: UploadLink['level'];
  readonly language: Language;
  /** YYYY-MM-DD in the organisation's time zone. */
  readonly day: string;
  readonly count: 'one' | 'many' | 'unlimited';
  readonly number: string;
  readonly maxSubmissionBytes: number;
  readonly pin: string;
  /** Whose it will be; undefined: one's own. */
  readonly teamId: string | undefined;
}

/** What of an account a request depends on. */
export type Setting = Pick<Account, 'organisation'>;

export const zoneOf = ({ organisation }: Setting): string => organisation?.timeZone ?? 'Europe/Berlin';

/** What one submission may hold at most: the server takes no more than fits into one file and one delivery. */
function mostBytes({ organisation }: Setting): number {
  return organisation ? Math.min(organisation.limits.maxDeliveryBytes, organisation.limits.maxFileBytes) : USUAL_BYTES;
}

/** The sizes to choose from, the organisation's limit as the last. @param chosen is among them, if it is allowed */
export function sizesFor(account: Setting, chosen?: number): number[] {
  const most = mostBytes(account);
  const sizes = [...SIZES, ...(chosen === undefined ? [] : [chosen])].filter((size) => size < most);
  return [...new Set(sizes), most].sort((a, b) => a - b);
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
export function emptyForm(account: Setting & Pick<Account, 'language'>): RequestForm {
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
    maxSubmissionBytes: Math.min(USUAL_BYTES, mostBytes(account)),
    pin: '',
    teamId: undefined,
  };
}

/** As an earlier one, without what belonged to its case: reference, deadline and PIN. */
export function fromEarlier(form: RequestForm, earlier: UploadLink, account: Setting): RequestForm {
  return {
    ...form,
    title: earlier.title,
    instructions: earlier.instructions,
    documents: earlier.documents.map(({ id: _, ...one }) => newDocument(one)),
    level: earlier.level,
    language: earlier.language,
    count: earlier.maxSubmissions === null ? 'unlimited' : earlier.maxSubmissions === 1 ? 'one' : 'many',
    number: String(earlier.maxSubmissions ?? form.number),
    maxSubmissionBytes: Math.min(earlier.maxSubmissionBytes, mostBytes(account)),
  };
}

export const numberOf = (form: RequestForm): number | undefined => wholeNumber(form.number, 1, MAX_SUBMISSIONS);

/** The PIN without the blanks that people type. */
export const pinOf = ({ pin }: Pick<RequestForm, 'pin'>): string => pin.replace(/\s/gu, '');

/** What is sent; only for a form without errors. @param ownerFingerprint at levels 3 and 4 */
export function fieldsOf(form: RequestForm, account: Setting, ownerFingerprint?: string): UploadLinkFields {
  const pin = pinOf(form);
  return {
    title: form.title.trim(),
    reference: form.reference.trim(),
    instructions: form.instructions,
    level: form.level,
    ...(ownerFingerprint !== undefined && { ownerFingerprint }),
    language: form.language,
    documents: form.documents.map(({ name, explanation, isRequired, acceptedKinds }) => ({
      name: name.trim(),
      explanation,
      isRequired,
      acceptedKinds: [...acceptedKinds],
    })),
    deadlineAt: deadlineOf(form.day, zoneOf(account), new Date())!.toISOString(),
    maxSubmissions: form.count === 'unlimited' ? null : form.count === 'one' ? 1 : (numberOf(form) ?? 1),
    maxSubmissionBytes: form.maxSubmissionBytes,
    ...(pin !== '' && { pin }),
    ...(form.teamId !== undefined && { teamId: form.teamId }),
  };
}
