import { checkedScript, newWorker } from './trusted-types.ts';

/** A script is fetched and checked once, however often its worker is started. */
const scripts = new Map<string, Promise<string>>();

function scriptOf(path: string): Promise<string> {
  const known = scripts.get(path);
  if (known) return known;
  const script = checkedScript(path);
  scripts.set(path, script);
  // The network may be back the next time.
  script.catch(() => scripts.delete(path));
  return script;
}

/** One of our own workers. What is posted before its script is there and checked waits for that. */
export class OwnWorker<FromWorker> {
  /** To be set at once. */
  onmessage: (event: MessageEvent<FromWorker>) => void = () => {};
  /** The script did not arrive, is not the one that was built with this page, or has failed. */
  onerror: () => void = () => {};
  #worker: Worker | undefined;
  #isEnded = false;
  readonly #waiting: [message: unknown, transfer: Transferable[]][] = [];

  /**
   * @param path as Vite names it: `import path from './some.worker.ts?worker&url'`
   * @param name what the worker finds as its own
   */
  constructor(path: string, name = '') {
    scriptOf(path).then(
      (url) => this.#begin(url, name),
      (error) => {
        console.error(error);
        if (!this.#isEnded) this.onerror();
      },
    );
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (this.#worker) this.#worker.postMessage(message, transfer);
    else this.#waiting.push([message, transfer]);
  }

  terminate(): void {
    this.#isEnded = true;
    this.#worker?.terminate();
  }

  #begin(url: string, name: string): void {
    if (this.#isEnded) return;
    const worker = newWorker(url, name);
    worker.onmessage = (event) => this.onmessage(event);
    worker.onerror = () => this.onerror();
    this.#worker = worker;
    for (const [message, transfer] of this.#waiting.splice(0)) worker.postMessage(message, transfer);
  }
}
