import { describe, expect, test } from '@jest/globals';
import { parseSend } from './wishes.ts';

const send = (line: string) => parseSend(line.split(' '));

describe('arguments of send', () => {
  test('recipients come from every --to and from lists, each once', () => {
    const { draft } = send('a.pdf --to a@example.org,b@example.org --to b@example.org, --to=c@example.org');
    expect(draft.recipients).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
  });

  test('what is not said is left to the server', () => {
    expect(send('a.pdf --to a@example.org').draft).toEqual({ recipients: ['a@example.org'] });
  });

  test('everything that is said is passed on', () => {
    const line = 'a b --to a@example.org --level 1 --subject S --expires 7 --limit 3 --no-receipt --language de --json';
    const wishes = send(line);
    expect(wishes.sources).toEqual(['a', 'b']);
    expect(wishes.json).toBe(true);
    expect(wishes.draft).toEqual({
      recipients: ['a@example.org'],
      level: 1,
      subject: 'S',
      expiryDays: 7,
      downloadLimit: 3,
      receiptWanted: false,
      language: 'de',
    });
  });

  test('a message of "-" comes from standard input', () => {
    const wishes = send('a --to a@example.org --message -');
    expect(wishes.isMessageOnInput).toBe(true);
    expect(wishes.draft.message).toBeUndefined();
  });

  test.each([
    ['--to a@example.org', 'at least one file'],
    ['a.pdf', 'at least one recipient'],
    ['a.pdf --to ,', 'at least one recipient'],
    ['a.pdf --to nobody', '"nobody" is no mail address'],
    ['a.pdf --to a@example.org --level 5', '--level must be'],
    ['a.pdf --to a@example.org --level 2 --release', 'levels 3 and 4'],
    ['a.pdf --to a@example.org --accept-new-key a@example.org', 'levels 3 and 4'],
    ['a.pdf --to a@example.org --level 4 --access-code --release', 'either --access-code or --release'],
    ['a.pdf --to a@example.org --limit 0', '--limit must be'],
    ['a.pdf --to a@example.org --expires 1e3', '--expires must be'],
    ['a.pdf --to a@example.org --language fr', '--language must be'],
    ['a.pdf --to a@example.org --tokn x', "'--tokn'"],
    ['a.pdf --to a@example.org --token umt_x', "'--token'"],
  ])('"%s" is wrong usage and says what is wrong', (line, sentence) => {
    expect(() => send(line)).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringContaining(sentence) }),
    );
  });
});
