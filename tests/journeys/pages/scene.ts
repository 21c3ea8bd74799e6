import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { contactOf, storeContacts } from '../support/contact-steps.ts';
import { changeRows } from '../support/database.ts';
import { newKeyAndBody } from '../support/key-steps.ts';
import { pdfOf } from '../support/preview-files.ts';
import { newSealedSender } from '../support/sealed-sender.ts';
import { giveKey, signedIn, unlockWhenAsked } from '../support/sealed-steps.ts';
import type { Standalone } from '../support/standalone.ts';
import { compose, downloadBy, sendNow, waitUntilStored } from '../support/steps.ts';
import { type EntranceScene, setEntrances } from './entrance-scene.ts';
import { setUploadLinks, type UploadLinkScene } from './upload-link-scene.ts';

const MESSAGE = `Guten Tag,\n\nanbei der Bescheid.\nhttps://example.org/${'lang'.repeat(30)}`;
const LONG_NAME = `Anlagenverzeichnis_${'Bauantrag_'.repeat(8)}Endfassung.pdf`;

/** The only one that is what its name says. */
export const TWO_PAGES = 'Bescheid mit Anlage.pdf';

/** A delivery that was sent: the sender's path of it, and its first recipient's. */
export interface Sent {
  readonly id: string;
  readonly detail: string;
  readonly link: string;
}

const FINGERPRINT = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334';

/** What there is to look at. */
export interface Scene {
  /** Of the citizen who is signed in. */
  readonly citizen: string;
  readonly file: string;
  readonly active: Sent;
  readonly recalled: Sent;
  readonly expired: Sent;
  readonly limited: Sent;
  readonly usedUp: Sent;
  readonly forCitizen: Sent;
  readonly forOther: Sent;
  readonly draft: string;
  readonly foreignUpload: string;
  /** Of level 4, sent from the caseworker's browser: one opens by code, and two had no key. */
  readonly sealed: Sent;
  /** Has a key by now, and had none when it was sent. */
  readonly keyHolder: string;
  readonly toOpen: SealedScene;
  readonly uploadLinks: UploadLinkScene;
  readonly entrances: EntranceScene;
}

/** Links of levels 3 and 4, to be opened. */
export interface SealedScene {
  /** Of the caseworker, to themselves. */
  readonly forKey: string;
  /** Of the citizen. */
  readonly forCode: string;
  readonly code: string;
  readonly pending: string;
}

/** Sets the scene as the caseworker who is signed in on the page, in German. */
export async function setScene(page: Page, stack: Standalone, citizen: string, file: string): Promise<Scene> {
  const api = new SceneApi(page, stack);
  await rememberErika(page, stack);
  const level1 = { level: '1', message: MESSAGE };
  const active = await api.send({ ...level1, to: 'erika@example.org, letter@example.org, bounced@example.org' });
  await api.open(active);
  const recalled = await api.send({ ...level1, to: 'erika@example.org' });
  await api.post(`/api/v1/deliveries/${recalled.id}/recall`);
  const expired = await api.send({ ...level1, to: 'erika@example.org' });
  await endOf(stack, expired, active);
  const forCitizen = await api.send({ ...level1, level: '2', to: citizen });
  const forOther = await api.send({ ...level1, level: '2', to: 'other@example.org' });
  const draft = await api.draft({ subject: 'Entwurf', recipients: ['erika@example.org'] });
  const foreignUpload = await api.draft({ subject: 'Anderswo begonnen' });
  const body = { path: ['Akten', LONG_NAME], mediaType: 'application/pdf', sizeBytes: 5_000_000 };
  await api.post(`/api/v1/deliveries/${foreignUpload}/uploads`, body);
  const limited = await sendLimited(page, stack, file, 3);
  const usedUp = await sendLimited(page, stack, file, 1);
  await page.goto(usedUp.link);
  await downloadBy(page, () => page.locator('.list button').click());
  const sealed = await sendSealed(page, stack);
  const toOpen = await sendToOpen(page, stack, citizen, file);
  const uploadLinks = await setUploadLinks(api, stack);
  const entrances = await setEntrances(page, stack, dirname(file));
  const others = {
    uploadLinks,
    entrances,
    recalled,
    expired,
    limited,
    usedUp,
    forCitizen,
    forOther,
    draft,
    foreignUpload,
  };
  return { citizen, file, active, sealed, toOpen, keyHolder: KEY_HOLDER, ...others };
}

/** Gives the caseworker a key, with which they remember somebody's. */
async function rememberErika(page: Page, stack: Standalone): Promise<void> {
  const { email, password: currentPassword } = stack.demo;
  const { key, body } = await newKeyAndBody(email);
  await new SceneApi(page, stack).post('/api/v1/account/key', { ...body, currentPassword });
  const contacts = [contactOf('erika@example.org', FINGERPRINT)];
  await storeContacts(page.context(), { key, contacts, url: stack.url });
}

/** With files whose names are a trial for narrow pages. */
async function sendToOpen(page: Page, stack: Standalone, citizen: string, file: string): Promise<SealedScene> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const folder = dirname(file);
  const sender = await newSealedSender(browser, stack, folder, 'fetch');
  await writeFile(join(folder, LONG_NAME), 'Anlagen');
  await writeFile(join(folder, TWO_PAGES), pdfOf(['Erste Seite', 'Zweite Seite']));
  const what = [
    file,
    ...[LONG_NAME, TWO_PAGES].map((name) => join(folder, name)),
    '--level',
    '4',
    '--subject',
    'Ihr Bescheid',
    '--message',
    MESSAGE,
  ];
  const forKey = await sender.send(stack.demo.email, what);
  const forCode = await sender.send(citizen, [...what, '--access-code']);
  const pending = await sender.send(citizen, [...what, '--release']);
  const pathOf = ({ links }: { links: readonly string[] }) => new URL(links[0]!).pathname;
  return { forKey: pathOf(forKey), forCode: pathOf(forCode), code: forCode.accessCodes[0]!, pending: pathOf(pending) };
}

class SceneApi {
  readonly #page: Page;
  readonly #stack: Standalone;

  constructor(page: Page, stack: Standalone) {
    this.#page = page;
    this.#stack = stack;
  }

  get(path: string) {
    return this.#call('GET', path);
  }

  post(path: string, data?: object) {
    return this.#call('POST', path, data);
  }

  put(path: string, data: object) {
    return this.#call('PUT', path, data);
  }

  async #call(method: string, path: string, data?: object) {
    const headers = { origin: this.#stack.url };
    const answer = await this.#page.context().request.fetch(path, { method, headers, ...(data ? { data } : {}) });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  }

  async draft(fields: object): Promise<string> {
    return (await this.post('/api/v1/deliveries', fields)).delivery.id;
  }

  /** Sends two files in one call. */
  async send(fields: Readonly<Record<string, string>>): Promise<Sent> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ subject: 'Ihr Bescheid vom 3. November', ...fields })) {
      form.append(name, value);
    }
    form.append('file', new Blob(['Bescheid']), 'Bescheid für Jürgen.pdf');
    form.append('file', new Blob(['Anlagen']), LONG_NAME);
    const url = `${this.#stack.url}/api/v1/deliveries/form`;
    const cookie = (await this.#page.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
    const answer = await fetch(url, { method: 'POST', headers: { origin: this.#stack.url, cookie }, body: form });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    const { delivery, links } = (await answer.json()) as {
      delivery: { id: string };
      links: { link: string }[];
    };
    return sent(delivery.id, links[0]!.link);
  }

  /** Opens a delivery as its recipient does, and fetches its first file. */
  async open({ link }: Sent): Promise<void> {
    const path = `/api/v1/links/${link.split('/').at(-1)}`;
    await this.post(`${path}/opened`);
    const { delivery } = (await (await fetch(this.#stack.url + path)).json()) as {
      delivery: { files: { id: string }[] };
    };
    await (await fetch(`${this.#stack.url}${path}/files/${delivery.files[0]!.id}`)).arrayBuffer();
  }
}

const sent = (id: string, link: string): Sent => ({ id, detail: `/deliveries/${id}`, link: new URL(link).pathname });

async function sendLimited(page: Page, stack: Standalone, file: string, downloadLimit: number): Promise<Sent> {
  const to = `limit-${downloadLimit}@example.org`;
  await compose(page, { to, subject: 'Begrenzt', level: 1, files: [file], downloadLimit });
  await waitUntilStored(page, 1);
  const detail = await sendNow(page);
  return sent(detail.split('/').at(-1)!, (await stack.mail(to, /./)).links[0]!);
}

const KEY_HOLDER = 'lena@example.org';

/** To one by code and to two by release, of whom one has a key afterwards. */
async function sendSealed(page: Page, stack: Standalone): Promise<Sent> {
  const [byCode, without] = ['code@example.org', 'pending@example.org'];
  const to = [byCode, KEY_HOLDER, without].join(', ');
  await compose(page, { to, subject: 'Vertraulich', message: MESSAGE, level: 4 });
  await page.check('input[name=without-key][value=each]');
  const selects = page.locator('#readers select');
  await selects.nth(2).waitFor();
  for (const [at, way] of ['access-code', 'release', 'release'].entries()) await selects.nth(at).selectOption(way);
  await page.getByRole('button', { name: 'Senden …' }).click();
  await unlockWhenAsked(page);
  await page.locator('dialog[open] .button.primary').click();
  await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/);
  const holder = await signedIn(page.context().browser()!, stack, KEY_HOLDER);
  await giveKey(holder, stack);
  await holder.context.close();
  return sent(new URL(page.url()).pathname.split('/').at(-1)!, (await stack.mail(byCode, /./)).links[0]!);
}

/** What only time and other people's mail servers bring about. */
async function endOf(stack: Standalone, expired: Sent, active: Sent): Promise<void> {
  await stack.mail('bounced@example.org', /./);
  await changeRows(stack, async (tx) => {
    await tx
      .updateTable('deliveries')
      .set({ expires_at: new Date(0) })
      .where('id', '=', expired.id)
      .execute();
    for (const state of ['letter', 'bounced'] as const) {
      await tx
        .updateTable('delivery_recipients')
        .set({ mail_state: state })
        .where('delivery_id', '=', active.id)
        .where('email', '=', `${state}@example.org`)
        .execute();
    }
  });
}
