import type { Command } from '../command.ts';
import { UsageError } from '../exit.ts';
import { readArguments, serverOf } from '../options.ts';

const HELP = `umschlag compare-web FILE [--server URL]

Compares the web app that a server hands out with a build of your own. FILE is the integrity.json of that build
("npm run build" writes apps/web/dist/integrity.json; the same sources give the same file).

Each file in it is fetched as a browser fetches it, and its digest is compared. Ends with 4 and names what differs. The
page itself names the digests of all its scripts, so that a browser runs no others. What a server shows to you it need
not show to everybody: compare from where, and when, you like.`;

export const compareWeb: Command = {
  summary: 'compare the web app of a server with your own build',
  help: HELP,
  run: async (args, terminal) => {
    const { values, positionals } = readArguments('compare-web', args, { server: { type: 'string' } });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('Name exactly one integrity.json.');
    const { compareWithServer } = await import('./compare-with-server.ts');
    await compareWithServer(terminal, { file, server: serverOf(terminal, values) });
  },
};
