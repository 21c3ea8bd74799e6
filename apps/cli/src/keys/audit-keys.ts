import type { Account, PublishedKey } from '@umschlag/contract';
import { CommandError, EXIT } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { printable, type Terminal } from '../terminal/index.ts';
import { Contacts } from './contacts.ts';
import { type Findings, findingsOf, type Watched } from './findings.ts';
import { loadOwnKey } from './own-key.ts';
import { readKeyLog, rememberPosition } from './read-log.ts';

const MOST_AT_ONCE = 200;

/**
 * Checks the key log of the server as a whole, and in it the own key and those of all contacts.
 * @throws CommandError `refused` with one sentence for each thing that is wrong
 */
export async function auditKeys(terminal: Terminal, client: Client, account: Account): Promise<void> {
  const log = await readKeyLog(terminal, client);
  const watched = await watchedOf(terminal, client, account);
  const wrong: string[] = [];
  const changed: string[] = [];
  for (const one of watched) {
    const findings: Findings = await findingsOf(log.facts, one);
    wrong.push(...findings.wrong);
    changed.push(...findings.changed);
  }
  for (const sentence of changed) terminal.note(printable(sentence));
  if (wrong.length > 0) {
    throw new CommandError(EXIT.refused, `key_log_wrong:\n${wrong.map((one) => `  - ${printable(one)}`).join('\n')}`);
  }
  await rememberPosition(terminal, client, log.position);
  const own = watched.some(({ isOwn }) => isOwn) ? 'your key' : 'no key of yours (there is none on this computer)';
  const contacts = watched.filter(({ isOwn }) => !isOwn).length;
  terminal.print(`The key log is whole: ${log.facts.length} entries. In it: ${own} and ${contacts} contacts.`);
}

async function watchedOf(terminal: Terminal, client: Client, account: Account): Promise<Watched[]> {
  const own = await loadOwnKey(terminal, client.server, account.email);
  const contacts = (await Contacts.open(terminal, client.server, account.email)).all();
  const remembered = [
    ...(own ? [{ address: own.address, isOwn: true, remembered: own }] : []),
    ...contacts.map(([address, contact]) => ({ address, isOwn: false, remembered: contact })),
  ];
  const served = await servedKeys(
    client,
    account,
    remembered.map(({ address }) => address),
  );
  return remembered.map((one) => ({ ...one, served: served?.get(one.address) }));
}

/** What the server gives out today. Citizens look nobody up; they see their own key alone. */
async function servedKeys(
  client: Client,
  account: Account,
  addresses: readonly string[],
): Promise<Map<string, PublishedKey | null>> {
  if (account.kind !== 'caseworker') {
    const { key } = await client.call('GET /api/v1/account/key', {});
    return new Map([[account.email.toLowerCase(), key]]);
  }
  const found = new Map<string, PublishedKey | null>();
  for (let at = 0; at < addresses.length; at += MOST_AT_ONCE) {
    const body = { emails: addresses.slice(at, at + MOST_AT_ONCE) };
    const { keys } = await client.call('POST /api/v1/keys/lookup', { body, repeatable: true });
    for (const { email, key } of keys) found.set(email.toLowerCase(), key);
  }
  return found;
}
