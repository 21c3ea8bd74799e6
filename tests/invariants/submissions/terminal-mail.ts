import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { missingPrograms } from '../programs.ts';

const run = promisify(execFile);
const PROGRAMS = ['neomutt', 'tmux'];
const COLUMNS = 80;
/** Enough for a whole mail of ours: nobody has to scroll. */
const ROWS = 60;
const PATIENCE_MS = 30_000;

/** Why no mail can be read in a terminal here, or `undefined`. */
export function terminalMissing(): string | undefined {
  const missing = missingPrograms(PROGRAMS);
  return missing.length > 0 ? `${missing.join(', ')} not installed (Debian: neomutt, tmux)` : undefined;
}

export interface MailTerminal {
  /** Puts a mail, as it came over the wire, into a Maildir and opens it. @returns the lines on the screen */
  read(raw: string): Promise<string[]>;
  close(): Promise<void>;
}

/** NeoMutt as Debian sets it up, in a terminal of 80 columns, for somebody who has configured nothing. */
export async function openMailTerminal(): Promise<MailTerminal> {
  const home = await mkdtemp(join(tmpdir(), 'umschlag-mutt-'));
  // It asks for this folder before anything else.
  await mkdir(join(home, 'Mail'));
  const env = { PATH: process.env.PATH ?? '/usr/bin', HOME: home, LANG: 'C.UTF-8' };
  const tmux = (...args: string[]) =>
    run('tmux', ['-u', '-S', join(home, 'socket'), '-f', '/dev/null', ...args], { env });
  let count = 0;

  async function screen(): Promise<string[]> {
    return (await tmux('capture-pane', '-p', '-t', `mail-${count}`)).stdout.split('\n');
  }

  async function read(raw: string): Promise<string[]> {
    count += 1;
    const maildir = join(home, `maildir-${count}`);
    for (const folder of ['cur', 'new', 'tmp']) await mkdir(join(maildir, folder), { recursive: true });
    await writeFile(join(maildir, 'new', '1.mail'), raw.replaceAll('\r\n', '\n'));
    const size = ['-x', String(COLUMNS), '-y', String(ROWS)];
    // Read-only; `push` presses the key that opens the mail.
    const command = `neomutt -R -f ${maildir} -e 'push <display-message>'`;
    await tmux('new-session', '-d', '-s', `mail-${count}`, ...size, command);
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const lines = await screen();
      // The line at the bottom of the pager: all of the mail is on the screen.
      if (lines.some((line) => /-- \(all\)$/.test(line.trimEnd()))) return lines.map((line) => line.trimEnd());
      if (Date.now() > giveUpAt) throw new Error(`The mail is not shown whole:\n${lines.join('\n')}`);
    }
  }

  return {
    read,
    close: async () => {
      // None is there when nothing was read.
      await tmux('kill-server').catch(() => {});
      await rm(home, { recursive: true, force: true });
    },
  };
}
