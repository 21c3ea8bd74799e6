import { describe, expect, test } from '@jest/globals';
import { countCharacters } from './layout.ts';
import { MAIL_TEMPLATES, type MailInputs, type MailTemplate } from './mail-inputs.ts';
import { type MailSetting, renderMail } from './render-mail.ts';

const link = 'https://umschlag.example.org/d/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde';
const instant = new Date('2027-01-23T13:00:00Z');
const sender = { displayName: 'Jürgen Groß', organisation: 'Landratsamt Musterstadt' };

const inputs: MailInputs = {
  'delivery-notice': { sender, level: 1, expiresAt: instant, link },
  'delivery-reminder': { sender, level: 2, expiresAt: instant, link },
  'reply-notice': { author: 'anna@example.org', expiresAt: instant, link },
  'reply-reminder': { author: 'anna@example.org', expiresAt: instant, link },
  'delivery-receipt': { recipient: 'anna@example.org', fetchedAt: instant, link },
  'delivery-bounced': { recipient: 'anna@example.org', reason: 'no-tls', link },
  'release-wanted': { recipient: 'anna@example.org', link },
  'opening-refused': { recipient: 'anna@example.org', link },
  'upload-link-notice': { sender, deadlineAt: instant, link },
  'upload-link-reminder': { sender, deadlineAt: instant, link },
  'upload-link-bounced': { recipient: 'anna@example.org', reason: 'rejected', link },
  'submission-code': { organisation: sender.organisation, link, code: '01234567', validMinutes: 15 },
  'submission-arrived': { arrivedAt: instant, link },
  'submission-receipt': { organisation: sender.organisation, arrivedAt: instant, link },
  'submission-picked-up': { organisation: sender.organisation, fetchedAt: instant, link },
  'submission-rejected': { organisation: sender.organisation, link },
  'sign-in': { link, code: '01234567', validMinutes: 15 },
  invitation: { organisation: sender.organisation, invitedBy: 'Jürgen Groß', expiresAt: instant, link },
  'password-changed': { changedAt: instant, link },
  'key-changed': { changedAt: instant, link },
};

const settings: MailSetting[] = [
  { language: 'de', platformName: 'Umschlag' },
  { language: 'en', platformName: 'Umschlag' },
];
const every = MAIL_TEMPLATES.flatMap((template) =>
  settings.map((setting) => [template, setting.language, setting] as const),
);

/** Every text that a person could have put into the input, replaced by one with tricks in it. */
function withTricks(template: MailTemplate): MailInputs[MailTemplate] {
  const trick = `Eve\r\nBcc: x@evil.example\u202e <b>https://evil.example</b> ${'W'.repeat(200)}`;
  const replaced = JSON.parse(JSON.stringify(inputs[template]), (key, value: unknown) =>
    ['displayName', 'organisation', 'invitedBy', 'recipient', 'author'].includes(key) ? trick : value,
  );
  for (const key of ['expiresAt', 'fetchedAt', 'changedAt', 'deadlineAt', 'arrivedAt'])
    if (key in replaced) replaced[key] = instant;
  return replaced;
}

describe.each(every)('the mail %s in %s', (template, _, setting) => {
  const mail = renderMail(template, inputs[template], setting);
  const lines = mail.text.split('\n');

  test('is plain text in short lines, and ends with a line feed', () => {
    expect(mail.text).not.toMatch(/<[a-z/!]/i);
    expect(mail.text).not.toContain('\r');
    expect(mail.text.endsWith('\n')).toBe(true);
    expect(mail.text).not.toContain('undefined');
    for (const line of lines) {
      if (line !== link) expect(countCharacters(line)).toBeLessThanOrEqual(72);
      expect(line).toBe(line.trimEnd());
    }
  });

  test('has the link once, whole and alone between empty lines', () => {
    expect(mail.text.split(link)).toHaveLength(2);
    const at = lines.indexOf(link);
    expect([lines[at - 1], lines[at + 1]]).toEqual(['', '']);
    expect(mail.text.match(/https?:/g)).toHaveLength(1);
  });

  test('says which platform it comes from and why', () => {
    const footer = mail.text.slice(mail.text.lastIndexOf('---')).replaceAll('\n', ' ');
    expect(footer).toContain('Umschlag');
    expect(footer).toMatch(/weil|because/);
  });

  test('has a subject of one short line', () => {
    expect(mail.subject).toMatch(/^[^\p{C}]{5,120}$/u);
    expect(mail.subject).not.toContain('undefined');
  });

  test('cannot be bent by the names in it', () => {
    const bent = renderMail(template, withTricks(template), setting);
    expect(bent.text.match(/https?:\/\//g)).toHaveLength(1);
    expect(`${bent.subject}${bent.text}`).not.toMatch(/\u202e|\r|<|evil\.example|@evil/);
    expect(bent.text.split('\n').filter((line) => line !== link && countCharacters(line) > 72)).toEqual([]);
    expect(bent.subject).not.toContain('\n');
    expect(countCharacters(bent.subject)).toBeLessThanOrEqual(120);
  });
});

describe('what the mails say', () => {
  const [de, en] = settings as [MailSetting, MailSetting];

  test('a notice names sender, organisation and the last moment', () => {
    const mail = renderMail('delivery-notice', inputs['delivery-notice'], de);
    expect(mail.subject).toBe('Nachricht von Landratsamt Musterstadt: Dateien für Sie liegen bereit');
    const text = mail.text.replaceAll('\n', ' ');
    expect(text).toContain('Jürgen Groß (Landratsamt Musterstadt) hat für Sie Dateien bereitgestellt.');
    expect(text).toContain('bis 23. Januar 2027, 14:00 Uhr abrufen');
  });

  test('a notice without a display name names the organisation alone', () => {
    const input = { ...inputs['delivery-notice'], sender: { ...sender, displayName: null } };
    expect(renderMail('delivery-notice', input, en).text).toContain(
      '\nLandratsamt Musterstadt has left files for you.',
    );
  });

  test('level 2 says that one has to sign in, level 1 that one need not', () => {
    const at = (level: 1 | 2) => renderMail('delivery-notice', { ...inputs['delivery-notice'], level }, en).text;
    expect(at(1)).toContain('You need no account');
    expect(at(2)).toContain('sign in with the mail address');
  });

  test('the code is shown in two groups, its leading zero included', () => {
    expect(renderMail('sign-in', inputs['sign-in'], de).text).toContain('\n\n0123 4567\n\n');
  });

  test('moments are in the organisation’s time zone', () => {
    const input = inputs['password-changed'];
    expect(renderMail('password-changed', input, en).text).toContain('23 January 2027, 14:00');
    const lisbon = renderMail('password-changed', input, { ...en, timeZone: 'Europe/Lisbon' });
    expect(lisbon.text).toContain('23 January 2027, 13:00');
  });

  test('summer time and midnight are written right', () => {
    const changedAt = new Date('2027-06-30T22:00:00Z');
    expect(renderMail('password-changed', { changedAt, link }, de).text).toContain('1. Juli 2027, 00:00 Uhr');
  });

  test.each(['javascript:alert(1)', 'https://a b', 'https://a\nBcc: x', 'umschlag.example.org', 'https://'])(
    'the malformed link %j is not mailed',
    (bad) => {
      expect(() => renderMail('password-changed', { changedAt: instant, link: bad }, de)).toThrow(TypeError);
    },
  );

  test.each(['1234567', '123456789', '1234 5678', ''])('the malformed code %j is not mailed', (code) => {
    expect(() => renderMail('sign-in', { link, code, validMinutes: 15 }, de)).toThrow(TypeError);
  });
});
