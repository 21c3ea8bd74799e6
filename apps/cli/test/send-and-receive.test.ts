import { readFile, symlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPlatform } from '../src/testing/platform.ts';
import { hashesBelow, noise, testFolder } from '../src/testing/test-folder.ts';

type Platform = Awaited<ReturnType<typeof startPlatform>>;
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform[Symbol.asyncDispose]());

async function sendPublic(sources: string[], more: string[] = []): Promise<string> {
  const sent = await platform.umschlag([
    'send',
    ...sources,
    '--to',
    'citizen@example.org',
    '--level',
    '1',
    '--json',
    ...more,
  ]);
  expect(sent.noted.join('\n')).not.toContain('umschlag:');
  return JSON.parse(sent.printed.join('')).links[0].link;
}

describe('sending and receiving', () => {
  test('a folder with umlauts, an empty file and 40 MiB arrives byte for byte, with its shape', async () => {
    await using folder = await testFolder();
    await folder.write('akte/Übersicht äöü ß.txt', 'Grüße');
    await folder.write('akte/leer.dat', '');
    await folder.write('akte/Anlagen/Pläne/groß.bin', noise(40 * 1024 * 1024 + 7));
    await symlink('/etc/passwd', folder.in('akte/link'));

    const link = await sendPublic([folder.in('akte')], ['--subject', 'Bescheid', '--message', 'Hallo\nWelt']);
    const got = await platform.umschlag(['receive', link, '--to', folder.in('got')]);

    expect(got.exitCode).toBe(0);
    const { link: _, ...sent } = await hashesBelow(folder.in('akte'));
    expect(await hashesBelow(folder.in('got', 'akte'))).toEqual(sent);
    expect(Object.keys(await hashesBelow(folder.in('got')))).toHaveLength(3);
    expect(got.noted).toEqual(expect.arrayContaining(['Subject: Bescheid', '  Hallo\n  Welt']));
  });

  test('a symbolic link in a folder is skipped, and said so', async () => {
    await using folder = await testFolder();
    await folder.write('akte/a.txt', 'a');
    await symlink('/etc/passwd', folder.in('akte/link'));
    const sent = await platform.umschlag(['send', folder.in('akte'), '--to', 'a@example.org', '--level', '1']);
    expect(sent.exitCode).toBe(0);
    expect(sent.noted.join('\n')).toMatch(/Skipped .*link: a symbolic link/);
  });

  test('received again, nothing is overwritten', async () => {
    await using folder = await testFolder();
    const link = await sendPublic([await folder.write('a.txt', 'new')]);
    await folder.write('got/a.txt', 'mine');
    await folder.write('got/a.txt.part', 'mine too');
    await platform.umschlag(['receive', link, '--to', folder.in('got')]);
    expect(await readFile(folder.in('got/a.txt'), 'utf8')).toBe('mine');
    expect(await readFile(folder.in('got/a.txt.part'), 'utf8')).toBe('mine too');
    expect(await readFile(folder.in('got/a (2).txt'), 'utf8')).toBe('new');
    expect(Object.keys(await hashesBelow(folder.in('got')))).toHaveLength(3);
  });

  test('one file by name or number, from a link on standard input, and all as an archive', async () => {
    await using folder = await testFolder();
    const files = [await folder.write('a.txt', 'aa'), await folder.write('b.txt', 'bb')];
    const link = await sendPublic(files);
    const byName = await platform.umschlag(['receive', '-', '--file', 'b.txt', '--to', folder.in('1')], {
      input: `${link}\n`,
    });
    expect(byName.exitCode).toBe(0);
    await platform.umschlag(['receive', link, '--file', '1', '--to', folder.in('2')]);
    expect(Object.keys(await hashesBelow(folder.in('1')))).toEqual(['b.txt']);
    expect(Object.keys(await hashesBelow(folder.in('2')))).toEqual(['a.txt']);
    const zipped = await platform.umschlag(['receive', link, '--zip', '--to', folder.in('3')]);
    expect(zipped.exitCode).toBe(0);
    const zip = await readFile(zipped.printed[0]!);
    expect(zip.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04'));
    expect(zip.includes('aa') && zip.includes('bb')).toBe(true);
  });

  test('a limit that is reached is a clear refusal, and a download before it is none', async () => {
    await using folder = await testFolder();
    const link = await sendPublic([await folder.write('a.txt', 'once')], ['--limit', '1']);
    expect((await platform.umschlag(['receive', link, '--list'])).exitCode).toBe(0);
    const first = await platform.umschlag(['receive', link, '--to', folder.in('got')]);
    expect(first.exitCode).toBe(0);
    const second = await platform.umschlag(['receive', link, '--to', folder.in('got')]);
    expect(second.exitCode).toBe(1);
    expect(second.noted.at(-1)).toMatch(/^umschlag: download_limit_reached: /);
  });

  test('a level 2 link says that one has to sign in with a browser', async () => {
    await using folder = await testFolder();
    const file = await folder.write('a.txt', 'a');
    const sent = await platform.umschlag(['send', file, '--to', 'a@example.org', '--links']);
    const link = sent.printed[0]!.split('\t')[1]!;
    const got = await platform.umschlag(['receive', link, '--to', folder.in('got')]);
    expect(got.exitCode).toBe(1);
    expect(got.noted.join('\n')).toContain('open the link in a browser');
  });

  test('a delivery can be looked at and recalled, and then is gone', async () => {
    await using folder = await testFolder();
    const link = await sendPublic([await folder.write('a.txt', 'a')], ['--subject', 'Zu sehen']);
    const list = await platform.umschlag(['status']);
    const id = /^(\S+) .*Zu sehen$/m.exec(list.printed[0]!)![1]!;
    expect((await platform.umschlag(['status', id])).printed.join('\n')).toContain('citizen@example.org');
    expect(JSON.parse((await platform.umschlag(['status', id, '--json'])).printed[0]!).id).toBe(id);
    expect((await platform.umschlag(['recall', id])).exitCode).toBe(0);
    const got = await platform.umschlag(['receive', link, '--to', folder.in('got')]);
    expect(got.exitCode).toBe(1);
    expect(got.noted.join('\n')).toContain('not_found');
  });
});

describe('refusals before a byte moves', () => {
  test('too many recipients, too long and a forbidden name are told together, and no draft is left', async () => {
    await using folder = await testFolder();
    const file = await folder.write('bad.', 'a');
    const before = (await platform.umschlag(['status', '--json', '--all'])).printed[0];
    const to = Array.from({ length: 101 }, (_, n) => `a${n}@example.org`).join();
    const sent = await platform.umschlag(['send', file, '--to', to, '--expires', '61']);
    expect(sent.exitCode).toBe(2);
    expect(sent.noted.join('\n')).toMatch(/101 recipients.*--expires 61.*bad\./s);
    expect((await platform.umschlag(['status', '--json', '--all'])).printed[0]).toBe(before);
  });

  test('a wrong token is a refusal of the server', async () => {
    await using folder = await testFolder();
    const env = { UMSCHLAG_TOKEN: `umt_${'A'.repeat(43)}` };
    const sent = await platform.umschlag(['send', await folder.write('a', 'a'), '--to', 'a@example.org'], { env });
    expect(sent.exitCode).toBe(1);
    expect(sent.noted.join('\n')).toContain('sign_in_required');
  });

  test('what the server refuses on the way leaves no draft', async () => {
    await using folder = await testFolder();
    const args = ['send', await folder.write('a', 'a'), '--to', 'a..b@example.org'];
    const sent = await platform.umschlag(args);
    expect(sent.exitCode).toBe(1);
    expect(sent.noted.join('\n')).toContain('recipient_invalid');
  });
});
