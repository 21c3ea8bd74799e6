/** Why a notice did not get to its recipient, as far as a sender needs to know it. */
export type BounceReason = 'rejected' | 'no-tls' | 'unreachable';

/** Whoever sends a delivery. The names are those that people chose; the templates make them harmless. */
export interface Sender {
  readonly displayName: string | null;
  readonly organisation: string;
}

/** What each mail may say. What is not in here (subject, message, file names) cannot get into a mail. */
export interface MailInputs {
  /** To a recipient: something is there. */
  readonly 'delivery-notice': DeliveryAnnouncement;
  /** To a recipient who has not looked yet. */
  readonly 'delivery-reminder': DeliveryAnnouncement;
  /** To a sender: a recipient has answered, and `author` is the address of theirs. */
  readonly 'reply-notice': ReplyAnnouncement;
  /** To a sender who has not looked at the answer yet. */
  readonly 'reply-reminder': ReplyAnnouncement;
  /** To the sender: a recipient has fetched the delivery. */
  readonly 'delivery-receipt': { readonly recipient: string; readonly fetchedAt: Date; readonly link: string };
  /** To the sender: a recipient could not be told. */
  readonly 'delivery-bounced': { readonly recipient: string; readonly reason: BounceReason; readonly link: string };
  /** To the sender: a recipient who had no key has one by now, and waits. */
  readonly 'release-wanted': { readonly recipient: string; readonly link: string };
  /** To the sender: a recipient's device refused to open the delivery. */
  readonly 'opening-refused': { readonly recipient: string; readonly link: string };
  /** To a citizen: documents are asked for. */
  readonly 'upload-link-notice': EntranceAnnouncement;
  /** To a citizen who has submitted nothing yet. */
  readonly 'upload-link-reminder': EntranceAnnouncement;
  /** To the owner of an upload link: the citizen could not be told. */
  readonly 'upload-link-bounced': { readonly recipient: string; readonly reason: BounceReason; readonly link: string };
  /** To whoever submits with this address: `code` has 8 digits, `link` leads back. */
  readonly 'submission-code': {
    readonly organisation: string;
    readonly link: string;
    readonly code: string;
    readonly validMinutes: number;
  };
  /** To the owner of an upload link. */
  readonly 'submission-arrived': { readonly arrivedAt: Date; readonly link: string };
  /** To whoever has submitted. */
  readonly 'submission-receipt': { readonly organisation: string; readonly arrivedAt: Date; readonly link: string };
  /** To whoever has submitted: the owner has fetched it. */
  readonly 'submission-picked-up': { readonly organisation: string; readonly fetchedAt: Date; readonly link: string };
  /** To whoever has submitted: something has to be sent again; what and why is on the page. */
  readonly 'submission-rejected': { readonly organisation: string; readonly link: string };
  /** To whoever wants to sign in: `code` has 8 digits. */
  readonly 'sign-in': { readonly link: string; readonly code: string; readonly validMinutes: number };
  /** To a new caseworker. */
  readonly invitation: {
    readonly organisation: string;
    readonly invitedBy: string | null;
    readonly expiresAt: Date;
    readonly link: string;
  };
  /** To the account's owner, who may not have been the one; `link` leads to where it can be undone. */
  readonly 'password-changed': { readonly changedAt: Date; readonly link: string };
  /** To the account's owner, who may not have been the one; `link` leads to the page of their keys. */
  readonly 'key-changed': { readonly changedAt: Date; readonly link: string };
}

export interface DeliveryAnnouncement {
  readonly sender: Sender;
  /** 1: the link suffices. 2: only the addressed recipient, signed in. */
  readonly level: 1 | 2;
  readonly expiresAt: Date;
  readonly link: string;
}

export interface ReplyAnnouncement {
  readonly author: string;
  readonly expiresAt: Date;
  readonly link: string;
}

export interface EntranceAnnouncement {
  readonly sender: Sender;
  readonly deadlineAt: Date;
  readonly link: string;
}

export type MailTemplate = keyof MailInputs;
export const MAIL_TEMPLATES = [
  'delivery-notice',
  'delivery-reminder',
  'reply-notice',
  'reply-reminder',
  'delivery-receipt',
  'delivery-bounced',
  'release-wanted',
  'opening-refused',
  'upload-link-notice',
  'upload-link-reminder',
  'upload-link-bounced',
  'submission-code',
  'submission-arrived',
  'submission-receipt',
  'submission-picked-up',
  'submission-rejected',
  'sign-in',
  'invitation',
  'password-changed',
  'key-changed',
] as const satisfies readonly MailTemplate[];
