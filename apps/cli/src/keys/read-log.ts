import { followKeyLog, KEY_LOG_START, KeyLogBroken, type KeyLogFact, type KeyLogPosition } from '@umschlag/contract';
import { readJson, serverFile, writeJson } from '../account/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { Client } from '../http/index.ts';
import type { Terminal } from '../terminal/index.ts';

const PAGE = 1000;

const fileOf = (terminal: Terminal, server: string) => serverFile(terminal, server, 'key-log.json');

/**
 * The whole key log of a server, as one unbroken chain that still has the entry that was the last one when this
 * computer read it before.
 * @throws CommandError `refused`, naming the entry that is not right
 */
export async function readKeyLog(
  terminal: Terminal,
  client: Client,
): Promise<{ facts: KeyLogFact[]; position: KeyLogPosition }> {
  const remembered = await readJson(fileOf(terminal, client.server), isPosition);
  const facts: KeyLogFact[] = [];
  let position = KEY_LOG_START;
  let isFound = remembered === undefined;
  for (;;) {
    const query = { after: position.seq, limit: PAGE };
    const { entries, nextAfter } = await client.call('GET /api/v1/key-log', { query });
    const page = await followKeyLog(entries, position).catch((error) => {
      if (!(error instanceof KeyLogBroken)) throw error;
      throw new CommandError(EXIT.refused, `key_log_broken: ${error.message}`, { cause: error });
    });
    isFound ||= entries.some(({ seq, hash }) => seq === remembered!.seq && hash === remembered!.hash);
    facts.push(...page.facts);
    position = page.position;
    if (nextAfter === null || entries.length === 0) break;
  }
  if (!isFound) throw rewritten(remembered!, position);
  return { facts, position };
}

/** Remembers the last entry, once everything about the log was right. */
export async function rememberPosition(terminal: Terminal, client: Client, position: KeyLogPosition): Promise<void> {
  await writeJson(fileOf(terminal, client.server), position);
}

function rewritten({ seq }: KeyLogPosition, { seq: last }: KeyLogPosition): CommandError {
  const how = last < seq ? `it ends at entry ${last}` : `entry ${seq} is another now`;
  return new CommandError(
    EXIT.refused,
    `key_log_rewritten: The key log is not the one that this computer has read before, up to entry ${seq}: ${how}. ` +
      'The server, or whoever runs it, has written history anew; trust no key that it gives before this is explained.',
  );
}

function isPosition(value: unknown): value is KeyLogPosition {
  const { seq, hash } = (value ?? {}) as Record<string, unknown>;
  return Number.isSafeInteger(seq) && typeof hash === 'string';
}
