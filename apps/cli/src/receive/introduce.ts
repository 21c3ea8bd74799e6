import type { ReceivedDelivery } from '@umschlag/contract';
import { formatBytes, printable, printableLines, type Terminal } from '../terminal/index.ts';

interface Listed {
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly fetchesLeft: number | null;
}

interface Texts {
  readonly subject?: string | null;
  readonly message?: string | null;
}

/** Says who sends what, until when. */
export function introduce(
  terminal: Terminal,
  delivery: ReceivedDelivery,
  files: readonly Listed[],
  { subject, message }: Texts,
): void {
  const { sender } = delivery;
  const name = sender.displayName === null ? sender.email : `${sender.displayName} <${sender.email}>`;
  const from = sender.organisation === null ? name : `${name}, ${sender.organisation}`;
  terminal.note(`From:    ${printable(from)}`);
  terminal.note(`Until:   ${until(delivery)}`);
  if (subject) terminal.note(`Subject: ${printable(subject)}`);
  if (message) terminal.note(printableLines(message));
  for (const [index, file] of files.entries()) {
    const left = file.fetchesLeft === null ? '' : `, can be fetched ${file.fetchesLeft} times more`;
    terminal.note(`  ${index + 1}. ${printable(file.path.join('/'))} (${formatBytes(file.sizeBytes)}${left})`);
  }
}

/** In the sender's time zone, as on the page behind the link. */
function until({ expiresAt, timeZone }: ReceivedDelivery): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone });
  return `${format.format(new Date(expiresAt))} (${timeZone})`;
}
