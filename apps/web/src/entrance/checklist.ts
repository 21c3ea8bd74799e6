import type { AcceptedKind, RequestedDocument } from '@umschlag/contract';
import type { TakenAs } from '../photos/page-list.policy.ts';
import type { Accepted, Transfer } from '../transfer/messages.ts';

/** The files of one requested document, or with `undefined` all that belong to none. */
export function filesFor<F extends { readonly requestedDocumentId?: string | null | undefined }>(
  documentId: string | undefined,
  files: readonly F[],
): F[] {
  return files.filter(({ requestedDocumentId }) => (requestedDocumentId ?? undefined) === documentId);
}

/** Required documents without any file, in their order. */
export function missingDocuments(
  documents: readonly RequestedDocument[],
  transfers: readonly Transfer[],
): RequestedDocument[] {
  return documents.filter(({ id, isRequired }) => isRequired && filesFor(id, transfers).length === 0);
}

const ACCEPT: Readonly<Record<Exclude<AcceptedKind, 'any'>, readonly string[]>> = {
  pdf: ['application/pdf', '.pdf'],
  image: ['image/*'],
  office: ['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp', '.doc', '.xls', '.ppt', '.rtf'],
  text: ['text/plain', '.txt', '.csv'],
};

/** What the browser's own dialog shows first, as an input's `accept`; undefined: everything. */
export function acceptOf(kinds: readonly AcceptedKind[]): string | undefined {
  if (kinds.includes('any')) return undefined;
  return kinds.flatMap((kind) => (kind === 'any' ? [] : ACCEPT[kind])).join(',');
}

/** Kinds that a file may be, by its content; where nothing in particular is asked for, any. */
export function acceptedFor(
  documents: readonly RequestedDocument[],
  documentId: string | undefined,
): Accepted['kinds'] {
  const kinds = documents.find(({ id }) => id === documentId)?.acceptedKinds ?? ['any'];
  return kinds.includes('any') ? 'any' : kinds.filter((kind) => kind !== 'any');
}

/** What photographs of a document become, so that it is taken; undefined: nothing that it may be. */
export function photographsAs(kinds: readonly AcceptedKind[]): TakenAs | undefined {
  const takes = (kind: AcceptedKind) => kinds.includes(kind) || kinds.includes('any');
  if (takes('pdf')) return takes('image') ? 'either' : 'pdf';
  return takes('image') ? 'picture' : undefined;
}
