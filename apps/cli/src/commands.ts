import { admin } from './admin/index.ts';
import type { Command } from './command.ts';
import { keys } from './keys/index.ts';
import { receive } from './receive/index.ts';
import { release } from './release/index.ts';
import { send } from './send/index.ts';
import { recall, status } from './status/index.ts';
import { compareWeb } from './web/index.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  send,
  receive,
  release,
  status,
  recall,
  keys,
  'compare-web': compareWeb,
  admin,
};
