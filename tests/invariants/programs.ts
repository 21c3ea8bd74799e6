import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Which of these programs are not on this machine. */
export function missingPrograms(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin');
  return names.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
}
