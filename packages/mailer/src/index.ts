export { sanitiseDisplayName } from './display-name.ts';
export { type MailAddress, parseMailAddress } from './mail-address.ts';
export {
  createMailer,
  type MailEnvelope,
  type Mailer,
  type MailerOptions,
  type MailerTimeouts,
  type VerifyOutcome,
} from './mailer.ts';
export type { RenderedMail } from './rendered-mail.ts';
export type { SendOutcome, SendState } from './send-outcome.ts';
export { formatInstant } from './templates/instant.ts';
export type { BounceReason, MailInputs, MailTemplate } from './templates/mail-inputs.ts';
export { type MailSetting, renderMail } from './templates/render-mail.ts';
