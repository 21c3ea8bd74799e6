import type { Db, Tx } from '@umschlag/db';
import type { RenderedMail } from '@umschlag/mailer';
import type { Deps } from '../deps.ts';
import type { MailFate } from './mail-fate.policy.ts';

/** The kinds of mail the platform sends, each composed by the feature that it is about. */
export type MailKindName =
  | 'delivery-notice'
  | 'delivery-reminder'
  | 'delivery-receipt'
  | 'delivery-bounced'
  | 'upload-link-notice'
  | 'upload-link-reminder'
  | 'upload-link-bounced'
  | 'submission-code'
  | 'submission-arrived'
  | 'submission-receipt'
  | 'submission-picked-up'
  | 'submission-rejected'
  | 'release-wanted'
  | 'opening-refused'
  | 'sign-in'
  | 'invitation'
  | 'password-changed'
  | 'key-changed';

/**
 * How one kind of mail comes to be. It is composed when it is sent, from what is then true,
 * so that the queue holds ids only and a recalled delivery is not announced.
 */
export interface MailKind {
  /** `undefined`: there is nothing to say any more, and the mail is dropped. */
  compose(deps: Deps, db: Db, subjectId: string): Promise<RenderedMail | undefined>;
  /** Records what became of the mail, in the transaction that records the mail's own state. */
  settled?(deps: Deps, tx: Tx, subjectId: string, fate: MailFate): Promise<void>;
}

export type MailKinds = Partial<Record<MailKindName, MailKind>>;
