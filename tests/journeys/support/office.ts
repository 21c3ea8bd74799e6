import type { ReceivedSubmission, UploadLink, UploadLinkFields } from '@umschlag/contract';
import type { Browser, BrowserContext } from 'playwright-core';
import { newProfile } from './browser.ts';
import type { Standalone } from './standalone.ts';
import { signInAsDemo } from './steps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An upload link with the path of the citizen's page. */
export interface Opened extends UploadLink {
  readonly path: string;
}

/** The demo caseworker, at work on upload links through the API. */
export class Office {
  readonly context: BrowserContext;
  readonly #url: string;

  constructor(context: BrowserContext, stack: Pick<Standalone, 'url'>) {
    this.context = context;
    this.#url = stack.url;
  }

  static async open(browser: Browser, stack: Standalone): Promise<Office> {
    const { context, page } = await newProfile(browser, stack.url);
    await signInAsDemo(page, stack);
    return new Office(context, stack);
  }

  /** Opens an entrance of level 1 for nothing in particular, unless something else is wished. */
  async link(wish: Partial<UploadLinkFields> = {}): Promise<Opened> {
    const fields: UploadLinkFields = {
      title: 'Antrag auf Wohngeld',
      reference: 'WG-2026-0815',
      instructions: 'Bitte reichen Sie alles vollständig ein.',
      level: 1,
      language: 'de',
      documents: [],
      deadlineAt: new Date(Date.now() + 14 * DAY_MS).toISOString(),
      maxSubmissions: null,
      maxSubmissionBytes: 200 * 2 ** 20,
      ...wish,
    };
    const { uploadLink } = (await this.#call('POST', '/api/v1/upload-links', fields)) as { uploadLink: UploadLink };
    const { pathname, hash } = new URL(uploadLink.link);
    return { ...uploadLink, path: pathname + hash };
  }

  async invite(email: string): Promise<void> {
    await this.#call('POST', '/api/v1/invitations', { email, role: 'member' });
  }

  /** Of the caseworker's active key. */
  async ownFingerprint(): Promise<string> {
    const { key } = (await this.#call('GET', '/api/v1/account/key')) as { key: { fingerprint: string } };
    return key.fingerprint;
  }

  async close({ id }: UploadLink): Promise<void> {
    await this.#call('POST', `/api/v1/upload-links/${id}/close`);
  }

  /** What has come, newest first. */
  async submissions({ id }: UploadLink): Promise<ReceivedSubmission[]> {
    const path = `/api/v1/upload-links/${id}/submissions`;
    return ((await this.#call('GET', path)) as { submissions: ReceivedSubmission[] }).submissions;
  }

  /** Octets of each file by name, as its owner downloads them. */
  async octets({ linkToken, files }: ReceivedSubmission): Promise<Record<string, Buffer>> {
    const read = files.map(async ({ id, path }) => {
      const answer = await this.context.request.get(`/api/v1/links/${linkToken}/files/${id}`);
      return [path!.join('/'), await answer.body()] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  }

  async reject(link: UploadLink, submission: ReceivedSubmission, fileId: string, reason: string): Promise<void> {
    const path = `/api/v1/upload-links/${link.id}/submissions/${submission.id}/files/${fileId}/review`;
    await this.#call('PUT', path, { state: 'rejected', reason });
  }

  async accept(link: UploadLink, submission: ReceivedSubmission, fileId: string): Promise<void> {
    const path = `/api/v1/upload-links/${link.id}/submissions/${submission.id}/files/${fileId}/review`;
    await this.#call('PUT', path, { state: 'accepted' });
  }

  async #call(method: string, path: string, data?: object): Promise<unknown> {
    const headers = { origin: this.#url };
    const answer = await this.context.request.fetch(path, { method, headers, ...(data ? { data } : {}) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  }
}

/** A line of a checklist. */
export const requested = (name: string, isRequired = true): UploadLinkFields['documents'][number] => ({
  name,
  explanation: `${name}: alle Seiten, gut lesbar.`,
  isRequired,
  acceptedKinds: ['any'],
});
