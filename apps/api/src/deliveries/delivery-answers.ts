import type { Delivery, DeliverySummary, RefusalReason } from '@umschlag/contract';
import type { DeliveryListEntry, DeliveryView, RecipientView } from '@umschlag/core';

const instant = (date: Date): string => date.toISOString();
const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

/** A delivery as the contract shapes it for its sender. */
export function deliveryAnswer(view: DeliveryView): Delivery {
  const { row } = view;
  return {
    id: row.id,
    level: row.level as Delivery['level'],
    state: view.state,
    language: row.language,
    subject: view.subject,
    message: view.message,
    expiryDays: row.expiry_days,
    expiresAt: instantOrNull(row.expires_at),
    downloadLimit: row.download_limit,
    receiptWanted: row.receipt_wanted,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    sentAt: instantOrNull(row.sent_at),
    endedAt: instantOrNull(row.ended_at),
    recipients: view.recipients.map(recipientAnswer),
    files: view.files.map((file) => ({ ...file, path: file.path && [...file.path] })),
    answered: view.answered && { ...view.answered, sentAt: instantOrNull(view.answered.sentAt) },
    answers: view.answers.map((one) => ({ ...one, sentAt: instant(one.sentAt) })),
  };
}

function recipientAnswer({ row, readerFingerprint, fetches }: RecipientView): Delivery['recipients'][number] {
  return {
    id: row.id,
    email: row.email,
    mailState: row.mail_state,
    mailReason: row.mail_reason,
    mailedAt: instantOrNull(row.mailed_at),
    openedAt: instantOrNull(row.opened_at),
    reader: row.reader_state === 'none' ? null : row.reader_state,
    readerFingerprint,
    refusedAt: instantOrNull(row.refused_at),
    refusalReason: row.refusal_reason as RefusalReason | null,
    fetches: fetches.map(({ fileId, deliveredAt }) => ({ fileId, deliveredAt: instant(deliveredAt) })),
  };
}

/** A line of the sender's list. */
export function summaryAnswer(entry: DeliveryListEntry): DeliverySummary {
  return {
    ...entry,
    level: entry.level as DeliverySummary['level'],
    recipients: [...entry.recipients],
    createdAt: instant(entry.createdAt),
    sentAt: instantOrNull(entry.sentAt),
    expiresAt: instantOrNull(entry.expiresAt),
  };
}
