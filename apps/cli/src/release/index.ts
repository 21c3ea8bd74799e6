import type { Command } from '../command.ts';
import { UsageError } from '../exit.ts';
import { explained } from '../keys/explain.ts';
import { acceptedOf, connect, readArguments, SERVER_OPTIONS } from '../options.ts';
import { printable, type Terminal } from '../terminal/index.ts';

const HELP = `umschlag release [DELIVERY] [--to ADDRESS] [--yes] [--accept-new-key ADDRESS] [--recovery-code]

Without DELIVERY: recipients of levels 3 and 4 who had no key, and whether they have made one since. With it: opens the
delivery to those who have, after showing each key's fingerprint and nine words to compare by telephone.

  --to ADDRESS   only this recipient
  --yes          do not ask: you have compared
  --accept-new-key ADDRESS, --recovery-code, --server URL, --token-file FILE   as for "umschlag send"`;

const OPTIONS = {
  ...SERVER_OPTIONS,
  to: { type: 'string' },
  yes: { type: 'boolean' },
  'accept-new-key': { type: 'string', multiple: true },
  'recovery-code': { type: 'boolean' },
} as const;

export const release: Command = { summary: 'open a delivery to who had no key', help: HELP, run };

async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments('release', args, OPTIONS);
  if (positionals.length > 1) throw new UsageError('Name one delivery, or none for the list.');
  const client = await connect(terminal, values);
  const { releases } = await client.call('GET /api/v1/deliveries/pending-releases', {});
  const [id] = positionals;
  if (id === undefined) {
    for (const one of releases) {
      const key = one.fingerprint ? `key ${one.fingerprint}` : 'no key yet';
      terminal.print(`${one.deliveryId}\t${printable(one.email)}\t${key}`);
    }
    return;
  }
  const { releaseDelivery } = await import('./release-delivery.ts');
  await explained(() =>
    releaseDelivery(terminal, client, id, {
      releases: releases.filter((one) => one.deliveryId === id),
      to: values.to?.toLowerCase(),
      isConfirmed: values.yes ?? false,
      accepted: acceptedOf(values['accept-new-key']),
      withRecoveryCode: values['recovery-code'] ?? false,
    }),
  );
}
