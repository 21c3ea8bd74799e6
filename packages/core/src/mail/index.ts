export type { MailKind, MailKindName, MailKinds } from './mail-kind.ts';
export { queueMail } from './queue-mail.ts';
