export type { MailFate } from './mail-fate.policy.ts';
export type { MailKind, MailKindName, MailKinds } from './mail-kind.ts';
export { queueMail } from './queue-mail.ts';
export { recipientReport } from './recipient-report.ts';
export { sendMail } from './send-mail.task.ts';
