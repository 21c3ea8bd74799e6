import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addMs, DAY_MS } from '@umschlag/std';
import { folderCertificate, newCertificate } from './certificate.ts';

const now = new Date('2027-01-23T13:00:00Z');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-certificate-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the catcher’s certificate', () => {
  test('is for the loopback names, and its key is for the owner only', async () => {
    const { certificate, file } = await folderCertificate(folder, now);
    expect(await readFile(file, 'utf8')).toBe(certificate);
    const read = new X509Certificate(certificate);
    expect(read.checkHost('localhost')).toBe('localhost');
    for (const ip of ['127.0.0.1', '::1']) expect(read.checkIP(ip)).toBe(ip);
    expect((await stat(join(folder, 'private-key.pem'))).mode & 0o077).toBe(0);
  });

  test('stays until it is about to expire', async () => {
    const first = await folderCertificate(folder, now);
    expect((await folderCertificate(folder, addMs(now, 300 * DAY_MS))).certificate).toBe(first.certificate);
    expect((await folderCertificate(folder, addMs(now, 340 * DAY_MS))).certificate).not.toBe(first.certificate);
  });

  test('is made anew when the key is another one’s', async () => {
    const first = await folderCertificate(folder, now);
    await writeFile(join(folder, 'private-key.pem'), (await newCertificate(now, addMs(now, DAY_MS))).privateKey);
    expect((await folderCertificate(folder, now)).certificate).not.toBe(first.certificate);
  });

  test('is made anew when its file is no certificate any more', async () => {
    const { file } = await folderCertificate(folder, now);
    await writeFile(file, 'broken');
    expect((await folderCertificate(folder, now)).certificate).toContain('BEGIN CERTIFICATE');
  });
});
