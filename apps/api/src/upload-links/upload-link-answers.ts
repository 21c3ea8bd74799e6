import type { Entrance, ReceivedSubmission, SubmittedFile, UploadLink, UploadLinkSummary } from '@umschlag/contract';
import type {
  EntranceView,
  ReceivedSubmissionView,
  RequestedDocument,
  SubmittedFileView,
  UploadLinkListEntry,
  UploadLinkView,
} from '@umschlag/core';

type Level = UploadLink['level'];

/** An upload link as the contract shapes it for its owner. */
export function uploadLinkAnswer(view: UploadLinkView): UploadLink {
  return {
    ...view,
    level: view.level as Level,
    mailState: view.mailState as UploadLink['mailState'],
    deadlineAt: view.deadlineAt.toISOString(),
    mailedAt: view.mailedAt?.toISOString() ?? null,
    createdAt: view.createdAt.toISOString(),
    documents: view.documents.map(documentAnswer),
  };
}

/** A line of the owner's list. */
export function uploadLinkSummaryAnswer(entry: UploadLinkListEntry): UploadLinkSummary {
  return {
    ...entry,
    level: entry.level as Level,
    deadlineAt: entry.deadlineAt.toISOString(),
    createdAt: entry.createdAt.toISOString(),
  };
}

/** An upload link as the contract shapes it for whoever holds it. */
export function entranceAnswer(view: EntranceView): Entrance {
  return {
    ...view,
    level: view.level as Level,
    deadlineAt: view.deadlineAt.toISOString(),
    ownerKeys: view.ownerKeys && ownerKeysAnswer(view.ownerKeys),
    details: view.details && { ...view.details, documents: view.details.documents.map(documentAnswer) },
  };
}

/** What came through an upload link, as the contract shapes it for its owner. */
export function receivedSubmissionAnswer(view: ReceivedSubmissionView): ReceivedSubmission {
  return {
    ...view,
    sentAt: view.sentAt.toISOString(),
    expiresAt: view.expiresAt.toISOString(),
    openedAt: view.openedAt?.toISOString() ?? null,
    pickedUpAt: view.pickedUpAt?.toISOString() ?? null,
    seal: view.seal && { ...view.seal, publicKey: view.seal.publicKey.toString('base64') },
    files: view.files.map(submittedFileAnswer),
  };
}

export function submittedFileAnswer(view: SubmittedFileView): SubmittedFile {
  return {
    ...view,
    path: view.path && [...view.path],
    review: view.review && { ...view.review, at: view.review.at?.toISOString() ?? null },
  };
}

function documentAnswer(document: RequestedDocument): UploadLink['documents'][number] {
  return { ...document, acceptedKinds: [...document.acceptedKinds] };
}

const base64 = (octets: Buffer): string => octets.toString('base64');

function ownerKeysAnswer({ address, teamId, key, formerKeys }: NonNullable<EntranceView['ownerKeys']>) {
  return {
    address,
    teamId,
    key: key && { fingerprint: key.fingerprint, publicKey: base64(key.publicKey) },
    formerKeys: formerKeys.map(({ fingerprint, publicKey, statement }) => ({
      fingerprint,
      publicKey: base64(publicKey),
      statement: base64(statement),
    })),
  };
}
