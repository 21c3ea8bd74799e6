import { type Config, ConfigError, parseConfig } from '@umschlag/config';
import { AppError } from '@umschlag/std';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import { printable, type Terminal } from '../terminal/index.ts';

/** The server's own configuration. @throws UsageError naming the setting that is wrong or missing */
export function serverConfiguration(terminal: Terminal): Config {
  try {
    return parseConfig(terminal.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

/** Runs what may be refused, or may not reach the database, and says so as the other commands do. */
export async function onServer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError)
      throw new CommandError(EXIT.refused, `${error.code}: ${error.message}`, { cause: error });
    if (!(error instanceof Error)) throw error;
    if (error.name === 'DatabaseUnavailable') {
      throw new CommandError(EXIT.network, `The database cannot be reached: ${printable(error.message)}`, {
        cause: error,
      });
    }
    if (error.name === 'MigrationConflict')
      throw new CommandError(EXIT.refused, printable(error.message), { cause: error });
    throw error;
  }
}
