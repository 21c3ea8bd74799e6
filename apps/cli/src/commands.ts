import type { Command } from './command.ts';
import { send } from './send/index.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = { send };
