import { createCaseworker } from '@umschlag/core';
import { openDatabase } from '@umschlag/db';
import { systemClock } from '@umschlag/std';
import { printable, type Terminal } from '../terminal/index.ts';
import { onServer, serverConfiguration } from './server-configuration.ts';

type Wish = Parameters<typeof createCaseworker>[1] & { readonly json: boolean };

/** Makes a caseworker in the server's database and says where they sign in. @throws CommandError */
export async function createAccount(terminal: Terminal, { json, ...wish }: Wish): Promise<void> {
  const { databaseUrl, publicUrl } = serverConfiguration(terminal);
  const database = openDatabase({ url: databaseUrl, applicationName: 'umschlag-admin' });
  try {
    const account = await onServer(() => createCaseworker({ database, clock: systemClock }, wish));
    if (json) {
      const { id, email, role } = account;
      return terminal.print(JSON.stringify({ id, email, role, signIn: publicUrl }, null, 2));
    }
    const how = wish.password === undefined ? 'by a code that is mailed to them' : 'with the password';
    terminal.note(`${printable(account.email)} may send now, and signs in ${how}:`);
    terminal.print(publicUrl);
  } finally {
    await database.close();
  }
}
