export { bounceReason, type MailFate } from './mail-fate.policy.ts';
export type { MailKind, MailKindName, MailKinds } from './mail-kind.ts';
export { queueMail } from './queue-mail.ts';
export { recipientReport } from './recipient-report.ts';
export { LOST_AFTER_MS, resumeLostMails } from './resume-lost-mails.ts';
export { sendMail } from './send-mail.task.ts';
export { withdrawMails } from './withdraw-mails.ts';
