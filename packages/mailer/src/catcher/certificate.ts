import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addMs, DAY_MS } from '@umschlag/std';
import { generate } from 'selfsigned';

/** A server certificate and its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

const VALID_DAYS = 365;
/** One that is about to expire is replaced at the start, not while mails are under way. */
const RENEW_DAYS = 30;
const CERTIFICATE_FILE = 'certificate.pem';
const KEY_FILE = 'private-key.pem';

/** A new self-signed certificate for this machine's loopback names. */
export async function newCertificate(notBefore: Date, notAfter: Date): Promise<KeyPair> {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: notBefore,
    notAfterDate: notAfter,
    extensions: [
      // it is what mailers are told to trust, so it has to count as an authority
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { certificate: pair.cert, privateKey: pair.private };
}

/**
 * The folder's own certificate, made on first use and again before it expires, so that a restarted catcher
 * is still trusted by whoever read the file.
 */
export async function folderCertificate(folder: string, now: Date): Promise<KeyPair & { file: string }> {
  const file = join(folder, CERTIFICATE_FILE);
  const kept = await readPair(folder);
  if (kept !== undefined && isUsableOn(kept, addMs(now, RENEW_DAYS * DAY_MS))) return { ...kept, file };
  const fresh = await newCertificate(addMs(now, -DAY_MS), addMs(now, VALID_DAYS * DAY_MS));
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, KEY_FILE), fresh.privateKey);
  await replaceFile(file, fresh.certificate);
  return { ...fresh, file };
}

async function readPair(folder: string): Promise<KeyPair | undefined> {
  try {
    const certificate = await readFile(join(folder, CERTIFICATE_FILE), 'utf8');
    return { certificate, privateKey: await readFile(join(folder, KEY_FILE), 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the pair can be read, belongs together and has not expired on that day. */
function isUsableOn(pair: KeyPair, day: Date): boolean {
  try {
    const certificate = new X509Certificate(pair.certificate);
    return certificate.validToDate > day && certificate.checkPrivateKey(createPrivateKey(pair.privateKey));
  } catch {
    // what cannot be read, or was half replaced in a crash, is made anew
    return false;
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
