import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { CommandError, EXIT, type ExitCode, UsageError } from './exit.ts';
import type { Terminal } from './terminal/index.ts';

/** Runs one command and says how it ended. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await dispatch(args, terminal);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandError) {
      terminal.note(`umschlag: ${error.message}`);
      return error.exitCode;
    }
    terminal.note(`umschlag: a mistake in this program; please report it:\n${(error as Error)?.stack ?? error}`);
    return EXIT.bug;
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<void> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    return terminal.print(rest[0] === undefined ? overview() : commandNamed(rest[0]).help);
  }
  const command = commandNamed(name);
  if (rest.includes('--help') || rest.includes('-h')) return terminal.print(command.help);
  await command.run(rest, terminal);
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}"; see "umschlag help".`);
  return command;
}

function overview(): string {
  const names = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`);
  return `umschlag COMMAND …

${names.join('\n')}
  help      all about one command: umschlag help send

Environment: UMSCHLAG_URL (server), UMSCHLAG_TOKEN (API token)
Levels 3 and 4 (see "umschlag help keys"): UMSCHLAG_EMAIL, UMSCHLAG_PASSWORD_FILE, UMSCHLAG_PASSPHRASE_FILE,
UMSCHLAG_ACCESS_CODE_FILE, UMSCHLAG_CONFIG_DIR
Ends with: 0 done; 1 refused by the server; 2 wrong usage, or a local file cannot be used;
3 network failure or interrupted; 4 not what was signed, or with another key than the remembered one;
70 a mistake in this program`;
}
