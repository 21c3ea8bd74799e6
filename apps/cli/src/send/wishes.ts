import type { DraftFields } from '@umschlag/contract';
import { UsageError } from '../exit.ts';
import { readArguments, readInteger, SERVER_OPTIONS } from '../options.ts';

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
  links: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What a person wants to be sent, and how. */
export interface SendWishes {
  readonly sources: readonly string[];
  /** `message` is not in it when it comes from standard input. */
  readonly draft: DraftFields;
  readonly isMessageOnInput: boolean;
  readonly links: boolean;
  readonly json: boolean;
  readonly connection: { readonly server?: string | undefined; readonly 'token-file'?: string | undefined };
}

/** @throws UsageError */
export function parseSend(args: readonly string[]): SendWishes {
  const { values, positionals } = readArguments('send', args, OPTIONS);
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder; see "umschlag help send".');
  const message = values.message;
  return {
    sources: positionals,
    draft: {
      recipients: recipientsOf(values.to ?? []),
      ...present('level', levelOf(values.level)),
      ...present('language', languageOf(values.language)),
      ...present('subject', values.subject),
      ...present('message', message === '-' ? undefined : message),
      ...present('expiryDays', readInteger('expires', values.expires, 1, 3650)),
      ...present('downloadLimit', readInteger('limit', values.limit, 1, 1000)),
      ...(values['no-receipt'] ? { receiptWanted: false } : {}),
    },
    isMessageOnInput: message === '-',
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

function levelOf(text: string | undefined): 1 | 2 | undefined {
  const level = readInteger('level', text, 1, 2);
  return level === 1 || level === 2 ? level : undefined;
}

function languageOf(text: string | undefined): 'de' | 'en' | undefined {
  if (text === undefined || text === 'de' || text === 'en') return text;
  throw new UsageError('--language must be de or en.');
}
