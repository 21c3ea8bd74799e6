import type { DraftFields } from '@umschlag/contract';
import type { Command } from '../command.ts';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { explained } from '../keys/explain.ts';
import { connect } from '../options.ts';
import { formatBytes, type Progress, showProgress, type Terminal } from '../terminal/index.ts';
import { checkLimits } from './check-limits.ts';
import { sendDelivery } from './send-delivery.ts';
import { walk } from './walk.ts';
import { parseSend, type SecretWishes } from './wishes.ts';

const HELP = `umschlag send FILE|FOLDER… --to ADDRESS[,ADDRESS…] [options]

Sends files: each recipient gets a mail with a link of their own.

  --to ADDRESS[,…]   recipients; may be repeated
  --level 1|2|3|4    1: whoever has the link; 2 (default): the recipient, signed in; 3: the files are encrypted on
                     this computer and open only for the recipient; 4: subject and message as well
  --subject TEXT     not in the mail, but on the page behind the link
  --message TEXT     likewise; "-" reads it from standard input
  --language de|en   language of the mail
  --expires DAYS     how long the files can be fetched (default: the organisation's longest)
  --limit N          how often each recipient may fetch each file
  --no-receipt       no mail to you when something is fetched
  --links            print each recipient's link (address, tab, link)
  --json             print the delivery and the links as JSON
  --server URL       instead of UMSCHLAG_URL
  --token-file FILE  instead of UMSCHLAG_TOKEN (an API token, made in the web app)

At levels 3 and 4 (you need a key: umschlag help keys; the passphrase is asked for, or UMSCHLAG_PASSPHRASE_FILE):
  --access-code      recipients without a key get a code each, printed once; tell it by telephone or letter
  --release          recipients without a key wait until they have made one and you call "umschlag release"
  --accept-new-key ADDRESS  this recipient's key is another than the remembered one, and you know why
  --recovery-code    unlock your key with the recovery code

Symbolic links inside folders are skipped. A file that changes meanwhile is sent anew.
After Ctrl-C or a failure nothing was sent and the draft is deleted.
An own certificate authority: NODE_EXTRA_CA_CERTS=ca.pem. A proxy: NODE_USE_ENV_PROXY=1, HTTPS_PROXY=….`;

export const send: Command = { summary: 'send files and folders', help: HELP, run };

async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const wishes = parseSend(args);
  let progress: Progress | undefined;
  const note = (line: string) => (progress ? progress.note(line) : terminal.note(line));
  const client = await connect(terminal, wishes.connection, note);
  const files = await walk(wishes.sources, note);
  const draft = wishes.isMessageOnInput ? { ...wishes.draft, message: await terminal.readInput() } : wishes.draft;
  const account = await accountOf(client);
  checkLimits(account.organisation.limits, draft, files);
  const sealing = wishes.secret && (await prepareSealing(terminal, client, account.email, draft, wishes.secret));
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  progress = showProgress(terminal, { totalBytes, fileCount: files.length, verb: 'Sent' });
  const delivery = await sendDelivery(client, sealing?.openDraft ?? draft, files, progress, sealing);
  progress.end();
  const links = wishes.links || wishes.json ? await linksOf(client, delivery) : [];
  const accessCodes = sealing?.accessCodes ?? [];
  if (wishes.json) return terminal.print(JSON.stringify({ delivery, links, accessCodes }, null, 2));
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'} (${formatBytes(totalBytes)})`;
  terminal.note(`${count} can be fetched until ${delivery.expiresAt}. Delivery ${delivery.id}`);
  if (accessCodes.length > 0)
    terminal.note('Access codes, shown this once; tell them by telephone or letter, not by mail:');
  for (const { address, code } of accessCodes) terminal.print(`${address}\t${code}`);
  for (const { email, link } of links) terminal.print(`${email}\t${link}`);
  if (!wishes.links) terminal.print(delivery.id);
}

/** Loads the keyring only when it is needed. */
async function prepareSealing(
  terminal: Terminal,
  client: Client,
  email: string,
  draft: DraftFields,
  secret: SecretWishes,
) {
  const { prepareToSeal } = await import('./prepare-to-seal.ts');
  return explained(() => prepareToSeal(terminal, client, { email, draft, secret }));
}

async function accountOf(client: Client) {
  const { account } = await client.call('GET /api/v1/session', {});
  if (!account) throw new CommandError(EXIT.refused, 'sign_in_required: The API token is not valid; make a new one.');
  const { organisation } = account;
  if (!organisation) throw new UsageError('This account cannot send: it belongs to no organisation.');
  return { ...account, organisation };
}

function linksOf(
  client: Client,
  { id, recipients }: { id: string; recipients: readonly { id: string; email: string }[] },
) {
  return Promise.all(
    recipients.map(async ({ id: recipientId, email }) => {
      const params = { id, recipientId };
      const { link } = await client.call('GET /api/v1/deliveries/:id/recipients/:recipientId/link', { params });
      return { email, link };
    }),
  );
}
