import type { Delivery, DeliverySummary } from '@umschlag/contract';
import type { Command } from '../command.ts';
import { UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { connect, readArguments, SERVER_OPTIONS } from '../options.ts';
import { formatBytes, printable, type Terminal } from '../terminal/index.ts';
import { table } from './table.ts';

const HELP = `umschlag status [ID] [--json] [--all] [--server URL] [--token-file FILE]

Without ID: your deliveries, newest first (50, or --all). With ID: what became of one.`;

const RECALL_HELP = `umschlag recall ID [--json] [--server URL] [--token-file FILE]

Takes a delivery back: its links end at once, running downloads too, and the content is destroyed.`;

const OPTIONS = { ...SERVER_OPTIONS, json: { type: 'boolean' }, all: { type: 'boolean' } } as const;

export const status: Command = {
  summary: 'what became of your deliveries',
  help: HELP,
  run: async (args, terminal) => {
    const { values, positionals } = readArguments('status', args, OPTIONS);
    if (positionals.length > 1) throw new UsageError('Name one delivery, or none for the list.');
    const client = await connect(terminal, values);
    const [id] = positionals;
    if (id === undefined) return list(client, terminal, values);
    const { delivery } = await client.call('GET /api/v1/deliveries/:id', { params: { id } });
    if (values.json) terminal.print(JSON.stringify(delivery, null, 2));
    else show(delivery, terminal);
  },
};

export const recall: Command = {
  summary: 'take a delivery back',
  help: RECALL_HELP,
  run: async (args, terminal) => {
    const { values, positionals } = readArguments('recall', args, OPTIONS);
    const [id] = positionals;
    if (id === undefined || positionals.length > 1) throw new UsageError('Name exactly one delivery by its ID.');
    const client = await connect(terminal, values);
    const { delivery } = await client.call('POST /api/v1/deliveries/:id/recall', { params: { id } });
    if (values.json) terminal.print(JSON.stringify(delivery, null, 2));
    else terminal.note(`Recalled: nobody can fetch delivery ${delivery.id} any more.`);
  },
};

async function list(client: Client, terminal: Terminal, how: { json?: boolean; all?: boolean }): Promise<void> {
  const deliveries: DeliverySummary[] = [];
  let cursor: string | null | undefined;
  do {
    const query = cursor ? { cursor, limit: 100 } : { limit: how.all ? 100 : 50 };
    const page = await client.call('GET /api/v1/deliveries', { query });
    deliveries.push(...page.deliveries);
    cursor = page.nextCursor;
  } while (how.all && cursor);
  if (how.json) return terminal.print(JSON.stringify(deliveries, null, 2));
  if (deliveries.length === 0) return terminal.note('You have sent nothing yet.');
  const head = ['ID', 'STATE', 'LEVEL', 'SENT', 'UNTIL', 'FILES', 'SIZE', 'FETCHED', 'TO', 'SUBJECT'];
  terminal.print(table([head, ...deliveries.map(row)]));
  if (cursor) terminal.note('There are more: --all');
}

function row(delivery: DeliverySummary): string[] {
  const { recipients, recipientCount, bouncedCount } = delivery;
  const others = recipientCount > 1 ? ` +${recipientCount - 1}` : '';
  return [
    delivery.id,
    bouncedCount > 0 ? `${delivery.state}, ${bouncedCount} bounced` : delivery.state,
    String(delivery.level),
    day(delivery.sentAt),
    day(delivery.expiresAt),
    String(delivery.fileCount),
    formatBytes(delivery.totalBytes),
    `${delivery.fetchedCount} of ${recipientCount}`,
    `${printable(recipients[0] ?? '')}${others}`,
    printable(delivery.subject ?? ''),
  ];
}

function show(delivery: Delivery, terminal: Terminal): void {
  const { subject, state, level, sentAt, expiresAt, files, recipients } = delivery;
  terminal.print(`${delivery.id}  ${state}, level ${level}, sent ${day(sentAt)}, until ${day(expiresAt)}`);
  if (subject) terminal.print(printable(subject));
  const size = (bytes: number) => formatBytes(bytes);
  const nameOf = ({ path }: (typeof files)[number], index: number) => printable(path?.join('/') ?? `File ${index + 1}`);
  const names = files.map((file, index) => [nameOf(file, index), size(file.sizeBytes), file.state]);
  if (names.length > 0) terminal.print(`\n${table([['FILE', 'SIZE', 'STATE'], ...names])}`);
  const people = recipients.map((recipient) => [
    printable(recipient.email),
    recipient.mailReason === null ? recipient.mailState : `${recipient.mailState} (${printable(recipient.mailReason)})`,
    minute(recipient.openedAt),
    fetchedOf(recipient.fetches, files.length),
  ]);
  if (people.length > 0) terminal.print(`\n${table([['RECIPIENT', 'MAIL', 'OPENED', 'FETCHED'], ...people])}`);
}

function fetchedOf(fetches: readonly { fileId: string; deliveredAt: string }[], fileCount: number): string {
  const count = new Set(fetches.map(({ fileId }) => fileId)).size;
  const last = fetches
    .map(({ deliveredAt }) => deliveredAt)
    .sort()
    .at(-1);
  return last === undefined ? '-' : `${count} of ${fileCount} files, last ${minute(last)}`;
}

function day(instant: string | null): string {
  return instant === null ? '-' : instant.slice(0, 10);
}

function minute(instant: string | null): string {
  return instant === null ? '-' : `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
