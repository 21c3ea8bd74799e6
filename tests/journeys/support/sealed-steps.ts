import { createHash } from 'node:crypto';
import {
  type Manifest,
  type OpenManifestInput,
  openManifest,
  readPublicKey,
  type SecretKey,
  sealedObjectOf,
  verifiedPlaintext,
} from '@umschlag/keyring';
import { openRange } from '@umschlag/sealed/node';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newProfile } from './browser.ts';
import { newKeyAndBody, PASSPHRASE, SLOW_MS, submitDialog } from './key-steps.ts';
import type { Standalone } from './standalone.ts';
import { signInByCode } from './steps.ts';

/** Somebody with a session, and perhaps a key. */
export interface Recipient {
  readonly context: BrowserContext;
  readonly address: string;
}

export async function signedIn(browser: Browser, stack: Standalone, address: string): Promise<Recipient> {
  const { context, page } = await newProfile(browser, stack.url);
  await page.goto('/sign-in');
  await signInByCode(page, stack, address);
  await page.waitForURL(/\/received$/);
  return { context, address };
}

/** Sets a key up as the owner's browser does. */
export async function giveKey(
  { context, address }: Recipient,
  stack: Standalone,
  currentPassword?: string,
): Promise<SecretKey> {
  const { key, body } = await newKeyAndBody(address);
  const headers = { origin: stack.url };
  const data = { ...body, ...(currentPassword === undefined ? {} : { currentPassword }) };
  const answer = await context.request.post('/api/v1/account/key', { headers, data });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return key;
}

interface Published {
  readonly publicKey: string;
}

interface OnLink {
  readonly delivery: {
    readonly id: string;
    readonly level: 3 | 4;
    readonly subject: string | null;
    readonly message: string | null;
    readonly files: readonly { readonly id: string; readonly sealedSizeBytes: number; readonly path: unknown }[];
  };
}

export interface Opened {
  readonly manifest: Manifest;
  /** SHA-256 of each file's plaintext in hex, by path. */
  readonly digests: Readonly<Record<string, string>>;
  readonly onServer: OnLink['delivery'];
}

/** Opens a delivery as a recipient's client does, with all checks of the keyring. */
export async function openSealed(
  { context, address }: Recipient,
  link: string,
  senderAddress: string,
  opener: OpenManifestInput['with'],
): Promise<Opened> {
  const token = new URL(link).pathname.split('/').at(-1);
  const at = `/api/v1/links/${token}`;
  const get = async (path: string) => {
    const answer = await context.request.get(path);
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer;
  };
  const { delivery } = (await (await get(at)).json()) as OnLink;
  const { key } = (await (await get(`${at}/sender-key`)).json()) as { key: Published };
  const senderKey = await readPublicKey({ key: Buffer.from(key.publicKey, 'base64'), address: senderAddress });
  const { manifest } = await openManifest(await (await get(`${at}/manifest`)).body(), {
    with: opener,
    expected: {
      deliveryId: delivery.id,
      level: delivery.level,
      senderAddress,
      myAddress: address,
      senderKey,
      rememberedFingerprint: undefined,
      objects: delivery.files.map(({ id, sealedSizeBytes }) => ({ fileId: id, sizeBytes: sealedSizeBytes })),
    },
  });
  const digests: Record<string, string> = {};
  for (const file of manifest.files) {
    const sealed = await (await get(`${at}/files/${file.id}`)).body();
    const range = async function* (start: number, end: number) {
      yield sealed.subarray(start, end);
    };
    const hash = createHash('sha256');
    const plain = openRange(sealedObjectOf(file), range, 0, file.sizeBytes);
    for await (const octets of verifiedPlaintext(file, plain)) hash.update(octets);
    digests[file.path.join('/')] = hash.digest('hex');
  }
  return { manifest, digests, onServer: delivery };
}

/** Answers the dialog that asks for the key. */
export async function unlockWhenAsked(page: Page): Promise<void> {
  await page.locator('#unlock-passphrase').waitFor();
  await page.fill('#unlock-passphrase', PASSPHRASE);
  await submitDialog(page);
  await page.locator('#unlock-passphrase').waitFor({ state: 'detached', timeout: SLOW_MS });
}
