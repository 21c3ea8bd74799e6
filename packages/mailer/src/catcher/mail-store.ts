import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@umschlag/std';
import type { CaughtMail } from './caught-mail.ts';

/** Mails in a folder, two files each: `<id>.eml` as it came, and `<id>.json`, whose presence makes it count. */
export interface MailStore {
  /** Newest first. */
  list(): readonly CaughtMail[];
  find(id: string): CaughtMail | undefined;
  /** The mail as it came over the wire. */
  source(id: string): Promise<Buffer | undefined>;
  /** Keeps a mail; the oldest go when there are too many. */
  add(mail: CaughtMail, raw: Buffer): Promise<void>;
  clear(): Promise<void>;
}

/** Ids begin with the time, so that the order of names is the order of arrival. */
const ID = /^\d{15}-[0-9a-f]{8}$/;

/** Ids that sort by arrival, also of mails within one millisecond. */
export function mailIds(): (receivedAt: Date) => string {
  let lastMs = 0;
  return (receivedAt) => {
    lastMs = Math.max(lastMs + 1, receivedAt.getTime());
    return `${String(lastMs).padStart(15, '0')}-${newId().slice(0, 8)}`;
  };
}

/** Opens the folder, made if need be, with what an earlier run has left in it. */
export async function openMailStore(folder: string, capacity: number): Promise<MailStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mails = await readAll(folder);
  const file = (id: string, ending: 'eml' | 'json') => join(folder, `${id}.${ending}`);

  async function remove(id: string): Promise<void> {
    mails.delete(id);
    // the file that makes the mail count goes first
    await rm(file(id, 'json'), { force: true });
    await rm(file(id, 'eml'), { force: true });
  }
  const oldest = () => [...mails.keys()].sort().slice(0, Math.max(0, mails.size - capacity));

  return {
    list: () => [...mails.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    find: (id) => mails.get(id),
    source: async (id) => (mails.has(id) ? readFile(file(id, 'eml')) : undefined),
    add: async (mail, raw) => {
      await writeWhole(file(mail.id, 'eml'), raw);
      await writeWhole(file(mail.id, 'json'), JSON.stringify(mail));
      mails.set(mail.id, mail);
      for (const id of oldest()) await remove(id);
    },
    clear: async () => {
      for (const id of [...mails.keys()]) await remove(id);
    },
  };
}

async function readAll(folder: string): Promise<Map<string, CaughtMail>> {
  const mails = new Map<string, CaughtMail>();
  for (const name of (await readdir(folder)).sort()) {
    const id = name.replace(/\.json$/, '');
    if (id !== name && ID.test(id)) mails.set(id, JSON.parse(await readFile(join(folder, name), 'utf8')) as CaughtMail);
  }
  return mails;
}

/** A crash leaves either no file or a whole one (flush: on disk before it gets its name). */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
