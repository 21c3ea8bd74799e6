import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SecretKey } from '../keys/key.ts';
import type { Manifest } from './manifest.ts';
import { encodeManifest, parseManifest } from './parse-manifest.ts';
import { aFile, aManifest, listed, personKey } from './testing/delivery.ts';

let sender: SecretKey;
let manifest: Manifest;
beforeAll(async () => {
  sender = await personKey('sender');
  manifest = await aManifest(sender, [listed(sender)]);
});

const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refused = (octets: Uint8Array, at?: string) =>
  expect(parseManifest(octets)).rejects.toMatchObject({
    code: 'malformed',
    ...(at === undefined ? {} : { details: { at } }),
  });

/** A copy of the manifest with what is at `path` replaced; `undefined` takes it away. */
function changed(path: string, value: unknown, base: unknown = manifest): string {
  const copy = structuredClone(base) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  let parent = copy;
  for (const name of names) parent = parent[name] as Record<string, unknown>;
  parent[last] = value;
  return JSON.stringify(copy);
}

test('what is encoded is read as it was', async () => {
  const octets = await encodeManifest(manifest);
  expect(await parseManifest(octets)).toEqual(manifest);
});

test('the order in which a program builds a manifest does not show', async () => {
  const { files, ...others } = manifest;
  const mixed = { files, subject: undefined, ...others } as unknown as Manifest;
  expect(await encodeManifest(mixed)).toEqual(await encodeManifest(manifest));
});

describe('there is one way to write a manifest', () => {
  test.each([
    ['spaces', (text: string) => text.replace(':', ': ')],
    ['a line feed at the end', (text: string) => `${text}\n`],
    ['another order', (text: string) => text.replace(/^\{("type":"[^"]+"),("version":1)/, '{$2,$1')],
    ['a field twice', (text: string) => text.replace('"level":3', '"level":4,"level":3')],
    ['a number written otherwise', (text: string) => text.replace('"level":3', '"level":3.0')],
    ['minus zero', (text: string) => text.replace('"sizeBytes":0', '"sizeBytes":-0')],
    ['a needless escape', (text: string) => text.replace('"Unterlagen"', '"\\u0055nterlagen"')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
  ])('%s is refused', async (_, change) => {
    const text = JSON.stringify(manifest);
    expect(change(text)).not.toBe(text);
    await refused(octetsOf(change(text)));
  });

  test('octets that are no UTF-8 are refused', () => refused(Uint8Array.of(0x22, 0xff, 0x22)));
  test('what is no JSON is refused', () => refused(octetsOf('{"type"')));
});

describe('every field is known and in its place', () => {
  test.each([
    'type',
    'version',
    'deliveryId',
    'level',
    'createdAt',
    'sender',
    'sender.fingerprint',
    'recipients',
    'recipients.0.address',
    'files',
    'files.0.id',
    'files.0.path',
    'files.1.sessionKey',
    'files.0.digest',
    'files.0.digest.listSha256',
  ])('without %s it is none', (path) => refused(octetsOf(changed(path, undefined)), path));

  test.each(['note', 'toString', 'constructor', 'sender.name', 'files.0.thumbnail', 'files.1.digest.md5'])(
    'an unknown %s is refused, not passed over',
    (path) => refused(octetsOf(changed(path, 'x')), path),
  );

  test('a __proto__ is a field like any other, and unknown', async () => {
    const text = JSON.stringify(manifest).replace('{', '{"__proto__":{"level":4},');
    await refused(octetsOf(text), '__proto__');
    expect(({} as { level?: unknown }).level).toBeUndefined();
  });

  test.each([null, [], 'x', 3])('%j is no manifest', (value) => refused(octetsOf(JSON.stringify(value)), ''));
});

describe('every value is within its limits', () => {
  const digest = 'A'.repeat(43);
  test.each([
    ['type', 'umschlag-contacts'],
    ['version', 2],
    ['version', '1'],
    ['level', 2],
    ['level', 5],
    ['deliveryId', '00000000-0000-4000-8000-00000000000A'],
    ['deliveryId', '../../../../../../../../../../../../etc'],
    ['createdAt', '2026-11-20T10:00:00Z'],
    ['createdAt', '2026-02-30T10:00:00.000Z'],
    ['createdAt', '2026-11-20T10:00:00.000+00'],
    ['sender.address', 'Sender@example.org'],
    ['sender.address', 'no address'],
    ['sender.address', 'a@b\u0000'],
    ['sender.address', `${'a'.repeat(250)}@b.de`],
    ['sender.fingerprint', 'a'.repeat(40)],
    ['sender.fingerprint', 'A'.repeat(41)],
    ['recipients', []],
    ['recipients', {}],
    ['recipients.0', { address: 'a@b.de' }],
    ['recipients.0', { address: 'a@b.de', access: 'everybody' }],
    ['recipients.0', { address: 'a@b.de', access: 'access_code', fingerprint: 'A'.repeat(40) }],
    ['files.0.sizeBytes', -1],
    ['files.0.sizeBytes', 1.5],
    ['files.0.sizeBytes', '4'],
    ['files.0.sizeBytes', 2 ** 40 + 1],
    ['files.0.sizeBytes', 1e21],
    ['files.0.sizeBytes', Number.MAX_SAFE_INTEGER + 1],
    ['files.0.mediaType', ''],
    ['files.0.mediaType', 'text/plain\r\nX: y'],
    ['files.0.sessionKey', `${'A'.repeat(42)}B`],
    ['files.0.sessionKey', 'A'.repeat(42)],
    ['files.0.sessionKey', `${'A'.repeat(42)}=`],
    ['files.0.digest.chunksPerPart', 19],
    ['files.0.digest.chunksPerPart', 1025],
    ['files.0.digest.partSha256', []],
    ['files.0.digest.partSha256', [digest, digest]],
    ['files.0.digest.partSha256', [digest]],
    ['files.0.digest.listSha256', digest],
    ['subject', 'only at level 4'],
    ['message', ''],
  ])('%s cannot be %j', (path, value) => refused(octetsOf(changed(path, value))));

  test('level 4 has subject and message, no longer than the platform’s', async () => {
    const four = { ...manifest, level: 4, subject: '', message: '' };
    expect(await parseManifest(octetsOf(JSON.stringify(four)))).toEqual(four);
    await refused(octetsOf(changed('message', undefined, four)));
    await refused(octetsOf(changed('subject', 'x'.repeat(201), four)), 'subject');
    await refused(octetsOf(changed('message', 'x'.repeat(20_001), four)), 'message');
    await refused(octetsOf(changed('message', '\ud800', four)), 'message');
  });

  test('no recipient, file id or session key stands there twice', async () => {
    const [one, two] = manifest.files as [Manifest['files'][number], Manifest['files'][number]];
    await refused(octetsOf(changed('recipients', [listed(sender), listed(sender)])), 'recipients');
    await refused(octetsOf(changed('files', [one, { ...two, id: one.id }])), 'files');
    await refused(octetsOf(changed('files', [one, { ...two, sessionKey: one.sessionKey }])), 'files');
  });

  test('two thousand files of the largest size fit', async () => {
    const first = await aFile(0, new Uint8Array(0));
    const files = await Promise.all(
      Array.from({ length: 2000 }, async (_, number) => ({
        ...(await aFile(number, new Uint8Array(0))),
        path: [`${'ä'.repeat(120)}`, `${number} ${'ö'.repeat(100)}`],
      })),
    );
    expect((await parseManifest(await encodeManifest({ ...manifest, files }))).files).toHaveLength(2000);
    await expect(encodeManifest({ ...manifest, files: [...files, first] })).rejects.toMatchObject({
      details: { at: 'files' },
    });
  });
});

describe('a path names a file below the folder that the recipient saves to, and shows what it is', () => {
  test.each([
    [[]],
    [['']],
    [['..', 'passwd']],
    [['a', '.']],
    [['a/b']],
    [['a\\b']],
    [['/etc/passwd']],
    [['a\u0000']],
    [['line\nfeed']],
    [['gpj.\u202eexe']],
    [['\ufeffa']],
    [['a ']],
    [['a.']],
    [['A\u0308rger']],
    [['\ud800']],
    [['ä'.repeat(128)]],
    [Array(17).fill('a')],
    [[7]],
    ['a'],
  ])('not %j', (path) => refused(octetsOf(changed('files.0.path', path))));

  test.each([
    ['the same name in other letters', ['Anlage.pdf'], ['ANLAGE.pdf']],
    ['a file that is also a folder', ['Akte'], ['akte', 'Anlage.pdf']],
  ])('nor %s twice', (_, first, second) => {
    const [one, two] = manifest.files;
    const files = [
      { ...one, path: first },
      { ...two, path: second },
    ];
    return refused(octetsOf(changed('files', files)), 'files');
  });
});
