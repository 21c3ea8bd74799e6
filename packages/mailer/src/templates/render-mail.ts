import { sanitiseDisplayName, shorten } from '../display-name.ts';
import { parseMailAddress } from '../mail-address.ts';
import type { RenderedMail } from '../rendered-mail.ts';
import type { Catalogue, CatalogueInputs, Wording } from './catalogue.ts';
import { german } from './catalogue-de.ts';
import { english } from './catalogue-en.ts';
import { formatInstant } from './instant.ts';
import { type Block, LINE_CHARACTERS, layOut } from './layout.ts';
import type {
  DeliveryAnnouncement,
  EntranceAnnouncement,
  MailInputs,
  MailTemplate,
  ReplyAnnouncement,
} from './mail-inputs.ts';

export interface MailSetting {
  readonly language: 'de' | 'en';
  readonly platformName: string;
  /** IANA name of the organisation's zone; Europe/Berlin by default. */
  readonly timeZone?: string | undefined;
}

const CATALOGUES: Record<MailSetting['language'], Catalogue> = { de: german, en: english };
/** So that a subject stays one short line even with a long organisation in it. */
const MAX_SUBJECT_CHARACTERS = 120;
const MAX_ORGANISATION_CHARACTERS = 60;
const CODE_SHAPE = /^(\d{4})(\d{4})$/;

/**
 * Writes a mail of the platform.
 * @throws TypeError on a link that is not a plain http(s) URL, or a code that has not 8 digits
 */
export function renderMail<K extends MailTemplate>(
  template: K,
  input: MailInputs[K],
  setting: MailSetting,
): RenderedMail {
  const catalogue = CATALOGUES[setting.language];
  const platform = organisationName(setting.platformName);
  const write = catalogue.mails[template] as (input: CatalogueInputs[K], platform: string) => Wording;
  const wording = write(PREPARE[template](input, setting), platform);
  const footer = [{ alone: '---' }, ...catalogue.footer(platform, wording.because)];
  return {
    language: setting.language,
    subject: shorten(wording.subject, MAX_SUBJECT_CHARACTERS),
    text: layOut([...wording.blocks, ...footer]),
  };
}

type Prepare = { readonly [K in MailTemplate]: (input: MailInputs[K], setting: MailSetting) => CatalogueInputs[K] };

const PREPARE: Prepare = {
  'delivery-notice': announcement,
  'delivery-reminder': announcement,
  'reply-notice': replyAnnouncement,
  'reply-reminder': replyAnnouncement,
  'delivery-receipt': ({ recipient, fetchedAt, link }, setting) => ({
    recipient: recipientLine(recipient),
    fetchedAt: moment(fetchedAt, setting),
    link: linkLine(link),
  }),
  'delivery-bounced': ({ recipient, reason, link }) => ({
    recipient: recipientLine(recipient),
    reason,
    link: linkLine(link),
  }),
  'upload-link-notice': entranceAnnouncement,
  'upload-link-reminder': entranceAnnouncement,
  'upload-link-bounced': ({ recipient, reason, link }) => ({
    recipient: recipientLine(recipient),
    reason,
    link: linkLine(link),
  }),
  'submission-code': ({ organisation, link, code, validMinutes }) => ({
    organisation: organisationName(organisation),
    link: linkLine(link),
    code: codeLine(code),
    validMinutes,
  }),
  'submission-arrived': ({ arrivedAt, link }, setting) => ({
    arrivedAt: moment(arrivedAt, setting),
    link: linkLine(link),
  }),
  'submission-receipt': ({ organisation, arrivedAt, link }, setting) => ({
    organisation: organisationName(organisation),
    arrivedAt: moment(arrivedAt, setting),
    link: linkLine(link),
  }),
  'submission-picked-up': ({ organisation, fetchedAt, link }, setting) => ({
    organisation: organisationName(organisation),
    fetchedAt: moment(fetchedAt, setting),
    link: linkLine(link),
  }),
  'submission-rejected': ({ organisation, link }) => ({
    organisation: organisationName(organisation),
    link: linkLine(link),
  }),
  'release-wanted': aboutRecipient,
  'opening-refused': aboutRecipient,
  'sign-in': ({ link, code, validMinutes }) => ({ link: linkLine(link), code: codeLine(code), validMinutes }),
  invitation: ({ organisation, invitedBy, expiresAt, link }, setting) => ({
    organisation: organisationName(organisation),
    invitedBy: sanitiseDisplayName(invitedBy ?? ''),
    expiresAt: moment(expiresAt, setting),
    link: linkLine(link),
  }),
  'password-changed': ({ changedAt, link }, setting) => ({
    changedAt: moment(changedAt, setting),
    link: linkLine(link),
  }),
  'key-changed': ({ changedAt, link }, setting) => ({ changedAt: moment(changedAt, setting), link: linkLine(link) }),
};

function announcement(
  { sender, level, expiresAt, link }: DeliveryAnnouncement,
  setting: MailSetting,
): CatalogueInputs['delivery-notice'] {
  return {
    displayName: sanitiseDisplayName(sender.displayName ?? ''),
    organisation: organisationName(sender.organisation),
    level,
    expiresAt: moment(expiresAt, setting),
    link: linkLine(link),
  };
}

function entranceAnnouncement(
  { sender, deadlineAt, link }: EntranceAnnouncement,
  setting: MailSetting,
): CatalogueInputs['upload-link-notice'] {
  return {
    displayName: sanitiseDisplayName(sender.displayName ?? ''),
    organisation: organisationName(sender.organisation),
    deadlineAt: moment(deadlineAt, setting),
    link: linkLine(link),
  };
}

function replyAnnouncement({ author, expiresAt, link }: ReplyAnnouncement, setting: MailSetting) {
  return { author: recipientLine(author), expiresAt: moment(expiresAt, setting), link: linkLine(link) };
}

function aboutRecipient({ recipient, link }: { recipient: string; link: string }) {
  return { recipient: recipientLine(recipient), link: linkLine(link) };
}

function organisationName(name: string): string {
  return shorten(sanitiseDisplayName(name), MAX_ORGANISATION_CHARACTERS);
}

function moment(instant: Date, { language, timeZone }: MailSetting): string {
  return formatInstant(instant, language, timeZone ?? 'Europe/Berlin');
}

/** An address is shown so that it can be compared with what was typed; whatever is none is treated as a name. */
function recipientLine(recipient: string): string {
  return shorten(parseMailAddress(recipient)?.address ?? sanitiseDisplayName(recipient), LINE_CHARACTERS);
}

function linkLine(link: string): Block {
  if (!/^https?:\/\/[!-~]+$/.test(link) || !URL.canParse(link)) throw new TypeError('The link of a mail is malformed.');
  return { alone: link };
}

function codeLine(code: string): Block {
  const [, first, second] = CODE_SHAPE.exec(code) ?? [];
  if (first === undefined || second === undefined) throw new TypeError('The code of a mail is malformed.');
  return { alone: `${first} ${second}` };
}
