import type { DraftFields } from '@umschlag/contract';
import { UsageError } from '../exit.ts';
import { acceptedOf, readArguments, readInteger, SERVER_OPTIONS } from '../options.ts';

const OPTIONS = {
  ...SERVER_OPTIONS,
  to: { type: 'string', multiple: true },
  level: { type: 'string' },
  subject: { type: 'string' },
  message: { type: 'string' },
  language: { type: 'string' },
  expires: { type: 'string' },
  limit: { type: 'string' },
  'no-receipt': { type: 'boolean' },
  'access-code': { type: 'boolean' },
  release: { type: 'boolean' },
  'accept-new-key': { type: 'string', multiple: true },
  'recovery-code': { type: 'boolean' },
  links: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What else a person decides at levels 3 and 4. */
export interface SecretWishes {
  readonly level: 3 | 4;
  /** For recipients who have no key. */
  readonly withoutKey: 'access-code' | 'release' | undefined;
  /** Addresses in lower case. */
  readonly accepted: ReadonlySet<string>;
  readonly withRecoveryCode: boolean;
}

/** What a person wants to be sent, and how. */
export interface SendWishes {
  readonly sources: readonly string[];
  /** `message` is not in it when it comes from standard input. */
  readonly draft: DraftFields;
  readonly isMessageOnInput: boolean;
  /** Levels 3 and 4. */
  readonly secret: SecretWishes | undefined;
  readonly links: boolean;
  readonly json: boolean;
  readonly connection: { readonly server?: string | undefined; readonly 'token-file'?: string | undefined };
}

/** @throws UsageError */
export function parseSend(args: readonly string[]): SendWishes {
  const { values, positionals } = readArguments('send', args, OPTIONS);
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder; see "umschlag help send".');
  const message = values.message;
  const level = levelOf(values.level);
  return {
    sources: positionals,
    draft: {
      recipients: recipientsOf(values.to ?? []),
      ...present('level', level),
      ...present('language', languageOf(values.language)),
      ...present('subject', values.subject),
      ...present('message', message === '-' ? undefined : message),
      ...present('expiryDays', readInteger('expires', values.expires, 1, 3650)),
      ...present('downloadLimit', readInteger('limit', values.limit, 1, 1000)),
      ...(values['no-receipt'] ? { receiptWanted: false } : {}),
    },
    isMessageOnInput: message === '-',
    secret: secretOf(level, values),
    links: values.links ?? false,
    json: values.json ?? false,
    connection: { server: values.server, 'token-file': values['token-file'] },
  };
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function recipientsOf(given: readonly string[]): string[] {
  const all = given.flatMap((list) => list.split(',')).map((address) => address.trim());
  const recipients = [...new Set(all.filter((address) => address !== ''))];
  if (recipients.length === 0) throw new UsageError('Name at least one recipient with --to.');
  const wrong = recipients.find((address) => !/^[^\s@<>]+@[^\s@<>]+$/.test(address));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no mail address; write it like name@example.org.`);
  return recipients;
}

type Level = 1 | 2 | 3 | 4;

function levelOf(text: string | undefined): Level | undefined {
  return readInteger('level', text, 1, 4) as Level | undefined;
}

function secretOf(
  level: Level | undefined,
  values: {
    'access-code'?: boolean;
    release?: boolean;
    'accept-new-key'?: string[];
    'recovery-code'?: boolean;
  },
): SecretWishes | undefined {
  const byCode = values['access-code'];
  const accepted = values['accept-new-key'];
  if (level !== 3 && level !== 4) {
    if (!byCode && !values.release && !accepted && !values['recovery-code']) return undefined;
    throw new UsageError('--access-code, --release, --accept-new-key and --recovery-code are for levels 3 and 4.');
  }
  if (byCode && values.release) throw new UsageError('Choose either --access-code or --release.');
  return {
    level,
    withoutKey: byCode ? 'access-code' : values.release ? 'release' : undefined,
    accepted: acceptedOf(accepted),
    withRecoveryCode: values['recovery-code'] ?? false,
  };
}

function languageOf(text: string | undefined): 'de' | 'en' | undefined {
  if (text === undefined || text === 'de' || text === 'en') return text;
  throw new UsageError('--language must be de or en.');
}
