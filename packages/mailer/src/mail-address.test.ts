import { describe, expect, test } from '@jest/globals';
import { parseMailAddress } from './mail-address.ts';

describe('mail addresses', () => {
  test.each([
    ['anna@example.org', 'anna@example.org', 'anna@example.org'],
    ['  Anna.Berg@Example.ORG \n', 'Anna.Berg@example.org', 'anna.berg@example.org'],
    ['post+umschlag@bücher.example', 'post+umschlag@xn--bcher-kva.example', 'post+umschlag@xn--bcher-kva.example'],
    ['a@STRASSE.example', 'a@strasse.example', 'a@strasse.example'],
    ["o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie"],
    ['x@a-b.example.org', 'x@a-b.example.org', 'x@a-b.example.org'],
    ['x@日本.example', 'x@xn--wgv71a.example', 'x@xn--wgv71a.example'],
  ])('%j is read as %s, compared as %s', (text, address, key) => {
    expect(parseMailAddress(text)).toEqual({ address, key });
  });

  test.each([
    ['nothing', ''],
    ['no at sign', 'anna.example.org'],
    ['no local part', '@example.org'],
    ['no domain', 'anna@'],
    ['a domain without a dot', 'anna@localhost'],
    ['two at signs', 'anna@example.org@example.net'],
    ['a display name', 'Anna <anna@example.org>'],
    ['a list', 'anna@example.org,eve@example.net'],
    ['a list with semicolon', 'anna@example.org;eve@example.net'],
    ['a quoted local part', '"anna berg"@example.org'],
    ['a comment', 'anna(x)@example.org'],
    ['a blank inside', 'anna berg@example.org'],
    ['a blank in the domain', 'anna@exam ple.org'],
    ['a header after a line break', 'anna@example.org\r\nBcc: eve@example.net'],
    ['a bare line feed', 'an\nna@example.org'],
    ['a zero octet', 'anna\0@example.org'],
    ['a bidirectional mark', 'anna\u202e@example.org'],
    ['an invisible character in the domain', 'anna@exam\u00adple.org'],
    ['a no-break space in the domain', 'anna@exam\u00a0ple.org'],
    ['two dots', 'anna..berg@example.org'],
    ['a dot in front', '.anna@example.org'],
    ['a dot at the end of the local part', 'anna.@example.org'],
    ['a dot at the end of the domain', 'anna@example.org.'],
    ['an empty label', 'anna@example..org'],
    ['a hyphen in front of a label', 'anna@-example.org'],
    ['what looks like an option', '-oQ@example.org'],
    ['an IP address', 'anna@127.0.0.1'],
    ['an IP address in full-width digits', 'anna@１２７.0.0.1'],
    ['a short IP address', 'anna@127.1'],
    ['an address literal', 'anna@[127.0.0.1]'],
    ['a percent-encoded domain', 'anna@ex%61mple.org'],
    ['routing by percent', 'anna%example.net@example.org'],
    ['routing by bang', 'example.net!anna@example.org'],
    ['a port', 'anna@example.org:25'],
    ['a path', 'anna@example.org/x'],
    ['an umlaut in the local part', 'jürgen@example.org'],
  ])('%s is refused', (_, text) => {
    expect(parseMailAddress(text)).toBeUndefined();
  });

  test('the limits of length hold at n and n+1', () => {
    const local = 'l'.repeat(64);
    expect(parseMailAddress(`${local}@example.org`)).toBeDefined();
    expect(parseMailAddress(`${local}l@example.org`)).toBeUndefined();
    const label = 'd'.repeat(63);
    expect(parseMailAddress(`a@${label}.org`)).toBeDefined();
    expect(parseMailAddress(`a@${label}d.org`)).toBeUndefined();
    const address = `${local}@${label}.${label}.${'e'.repeat(57)}.org`;
    expect(address).toHaveLength(254);
    expect(parseMailAddress(address)?.address).toBe(address);
    expect(parseMailAddress(address.replace('e.org', 'ee.org'))).toBeUndefined();
  });

  test('a domain that grows past the limit in ASCII is refused', () => {
    expect(parseMailAddress(`a@${Array(30).fill('üüüü').join('.')}.org`)).toBeUndefined();
  });
});
