import type { Block } from './layout.ts';
import type { BounceReason } from './mail-inputs.ts';

/** What the sentences are made of: every name is harmless and every moment written out. */
export interface CatalogueInputs {
  readonly 'delivery-notice': Announcement;
  readonly 'delivery-reminder': Announcement;
  readonly 'reply-notice': ReplyAnnouncement;
  readonly 'reply-reminder': ReplyAnnouncement;
  readonly 'delivery-receipt': { readonly recipient: string; readonly fetchedAt: string; readonly link: Block };
  readonly 'delivery-bounced': { readonly recipient: string; readonly reason: BounceReason; readonly link: Block };
  readonly 'release-wanted': { readonly recipient: string; readonly link: Block };
  readonly 'opening-refused': { readonly recipient: string; readonly link: Block };
  readonly 'upload-link-notice': EntranceAnnouncement;
  readonly 'upload-link-reminder': EntranceAnnouncement;
  readonly 'upload-link-bounced': { readonly recipient: string; readonly reason: BounceReason; readonly link: Block };
  readonly 'submission-code': {
    readonly organisation: string;
    readonly link: Block;
    readonly code: Block;
    readonly validMinutes: number;
  };
  readonly 'submission-arrived': { readonly arrivedAt: string; readonly link: Block };
  readonly 'submission-receipt': { readonly organisation: string; readonly arrivedAt: string; readonly link: Block };
  readonly 'submission-picked-up': { readonly organisation: string; readonly fetchedAt: string; readonly link: Block };
  readonly 'submission-rejected': { readonly organisation: string; readonly link: Block };
  readonly 'sign-in': { readonly link: Block; readonly code: Block; readonly validMinutes: number };
  readonly invitation: {
    readonly organisation: string;
    readonly invitedBy: string;
    readonly expiresAt: string;
    readonly link: Block;
  };
  readonly 'password-changed': { readonly changedAt: string; readonly link: Block };
  readonly 'key-changed': { readonly changedAt: string; readonly link: Block };
}

interface Announcement {
  /** Empty: the sender has given no name. */
  readonly displayName: string;
  readonly organisation: string;
  readonly level: 1 | 2;
  readonly expiresAt: string;
  readonly link: Block;
}

interface ReplyAnnouncement {
  /** The address of whoever answers. */
  readonly author: string;
  readonly expiresAt: string;
  readonly link: Block;
}

interface EntranceAnnouncement {
  /** Empty: the owner has given no name. */
  readonly displayName: string;
  readonly organisation: string;
  readonly deadlineAt: string;
  readonly link: Block;
}

/** One mail in one language. */
export interface Wording {
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Ends the footer's sentence: why one gets this mail. */
  readonly because: string;
}

/** All that the platform says by mail in one language. */
export interface Catalogue {
  readonly mails: {
    readonly [K in keyof CatalogueInputs]: (input: CatalogueInputs[K], platform: string) => Wording;
  };
  readonly footer: (platform: string, because: string) => readonly string[];
}
