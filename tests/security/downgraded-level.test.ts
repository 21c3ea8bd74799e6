import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startLyingServer } from './attacks/lying-server.ts';
import { expectClosed, MESSAGE, NAMES, openStage, type Somebody, type Stage, SUBJECT } from './attacks/stage.ts';
import { secretsIn } from './end-to-end/disguises.ts';
import { everyRow } from './end-to-end/everything-kept.ts';
import { tapWire } from './end-to-end/wire-tap.ts';

const PLAINTEXT = Buffer.from('Diagnose: F32.1, mittelgradige Episode. '.repeat(50));

let stage: Stage;
let sender: Somebody;
let reader: Somebody;
let received: () => Buffer[];

beforeAll(async () => {
  stage = await openStage();
  received = tapWire(stage.api.app.server);
  sender = await stage.caseworker();
  reader = await stage.citizen();
});
afterAll(() => stage[Symbol.asyncDispose]());

describe('a server that changes the level of what was sent', () => {
  test.each([
    [4, 3],
    [3, 4],
  ] as const)('from %i to %i is refused', async (sent, shown) => {
    const letter = await stage.send(sender, [reader], { level: sent });
    await stage.sql(`UPDATE deliveries SET level = ${shown}, sealed_details = NULL WHERE id = '${letter.id}'`);
    await expectClosed(stage, { sender, reader, letter, code: 'wrong_level' });
  });

  test.each([
    [4, 2],
    [4, 1],
    [3, 2],
    [3, 1],
  ] as const)('from %i to %i is refused, no file is fetched, and the sender is told', async (sent, shown) => {
    const letter = await stage.send(sender, [reader], { level: sent });
    await stage.sql(`UPDATE deliveries SET level = ${shown} WHERE id = '${letter.id}'`);
    const got = await stage.receive(reader, stage.linkOf(letter, reader));
    expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining('umschlag: wrong_level: ')]);
    expect(got.arrived).toEqual({});
    for (const secret of [SUBJECT, MESSAGE, ...NAMES]) expect(got.said).not.toContain(secret);
    expect(await stage.told(letter, reader)).toEqual({ reason: 'wrong_level', mailed: [sender.session.email] });
  });
});

describe('a server that makes a draft of another level than was asked for', () => {
  beforeEach(async () => {
    await stage.folder.write(NAMES[0], PLAINTEXT);
    await stage.forgetTries();
    const { exitCode } = await sender.terminal.run(['keys', 'fetch']);
    expect(exitCode).toBe(0);
  });
  const args = () => [
    ...['send', stage.folder.in(NAMES[0]), '--to', reader.session.email, '--level', '4'],
    ...['--subject', 'Bescheid 0815', '--message', 'Anbei das Röntgenbild.'],
  ];
  const secrets = new Map<string, Uint8Array>([
    ['plaintext', PLAINTEXT.subarray(0, 40)],
    ['name', Buffer.from(NAMES[0])],
    ['subject', Buffer.from('Bescheid 0815')],
    ['message', Buffer.from('Anbei das Röntgenbild.')],
  ]);
  const expectNothingSent = async (before: number) => {
    expect(secretsIn(Buffer.concat(received()), secrets)).toEqual([]);
    expect(secretsIn(await everyRow(stage.api), secrets)).toEqual([]);
    expect(await active()).toBe(before);
  };
  const active = async () =>
    (await stage.api.deps.database.db.selectFrom('deliveries').select('id').where('state', '=', 'active').execute())
      .length;

  test.each([3, 2, 1])('of level %i gets nothing of it', async (level) => {
    const before = await active();
    await stage.sql(`CREATE FUNCTION lower_level() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.level := ${level}; RETURN NEW; END $$`);
    await stage.sql(
      'CREATE TRIGGER lower BEFORE INSERT OR UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION lower_level()',
    );
    const sent = await sender.terminal.run(args());
    await stage.sql('DROP FUNCTION lower_level CASCADE');
    expect([sent.exitCode, sent.noted.at(-1)]).toEqual([4, expect.stringContaining('umschlag: wrong_level: ')]);
    await expectNothingSent(before);
  });

  test.each([3, 2, 1])('and lowers it to %i before it is sent, gets nothing that anybody would open', async (level) => {
    const before = await active();
    await using server = await startLyingServer(stage.api.url, {
      before: (method, path) =>
        method === 'POST' && path.endsWith('/send')
          ? stage.sql(`UPDATE deliveries SET level = ${level}
          WHERE state = 'draft' AND sender_id = '${sender.session.accountId}'`)
          : undefined,
    });
    await stage.forgetTries();
    const env = { UMSCHLAG_URL: server.url };
    expect((await sender.terminal.run(['keys', 'fetch'], { env })).exitCode).toBe(0);
    const sent = await sender.terminal.run([...args(), '--json'], { env });
    expect(secretsIn(Buffer.concat(received()), secrets)).toEqual([]);
    if (sent.exitCode !== 0) return expect(await active()).toBe(before);
    const { delivery, links } = JSON.parse(sent.printed.join(''));
    expect(delivery.level).toBe(level);
    const got = await stage.receive(reader, links[0].link.replace(server.url, stage.api.url));
    expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining('umschlag: wrong_level: ')]);
    expect(got.arrived).toEqual({});
  });
});
