import type { FromOffer, FromStream, ToServiceWorker, ToStream } from './targets/stream-messages.ts';

/**
 * Answers a download with octets that a page's worker opens. It keeps nothing, caches nothing, and sees no other request
 * than those below its own path. Built as a file of its own that imports nothing.
 */

/** What a service worker has; the DOM's types know none. */
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Response): void;
}
interface ServiceWorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToServiceWorker>) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

type Offer = Extract<ToServiceWorker, { name: 'offer' }>;

const scope = self as unknown as ServiceWorkerScope;
/** Longer than the pause between two pings, shorter than the 30 s after which an idle service worker is ended. */
const SILENCE_MS = 20_000;

const offers = new Map<string, Offer>();
const flows = new Map<string, Flow>();

/** One download that is under way. */
class Flow {
  readonly body: ReadableStream<Uint8Array>;
  readonly #id: string;
  readonly #port: MessagePort;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #answered = () => {};
  #takenBytes = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor({ id, data }: Offer) {
    this.#id = id;
    this.#port = data;
    this.#port.onmessage = ({ data: message }: MessageEvent<ToStream>) => this.#take(message);
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        // Resolves with the answer, so that the next is not asked for before.
        pull: () =>
          new Promise<void>((resolve) => {
            this.#answered = resolve;
            this.#tell({ name: 'pull' });
          }),
        cancel: () => {
          this.#tell({ name: 'cancelled' });
          this.#end();
        },
      },
      { highWaterMark: 0 },
    );
    this.#watchAnew();
  }

  alive(): void {
    this.#watchAnew();
    this.#tell({ name: 'alive' });
  }

  /** The browser shows the download as broken off: it must never look whole. */
  fail(): void {
    this.#controller.error(new Error('The download was broken off.'));
    this.#end();
  }

  #take(message: ToStream): void {
    this.#watchAnew();
    if (message.name === 'piece') {
      this.#takenBytes += message.octets.length;
      this.#controller.enqueue(message.octets);
      this.#answered();
    } else if (message.name === 'end' && message.sizeBytes === this.#takenBytes) {
      this.#controller.close();
      this.#tell({ name: 'taken', sizeBytes: this.#takenBytes });
      this.#end();
    } else {
      this.fail();
    }
  }

  #tell(message: FromStream): void {
    this.#port.postMessage(message);
  }

  #watchAnew(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.fail(), SILENCE_MS);
  }

  #end(): void {
    clearTimeout(this.#watch);
    flows.delete(this.#id);
    this.#answered();
  }
}

scope.addEventListener('message', ({ data }) => {
  if (data.name === 'offer') {
    offers.set(data.id, data);
    data.control.postMessage('known' satisfies FromOffer);
  } else if (data.name === 'ping') {
    flows.get(data.id)?.alive();
  } else {
    offers.delete(data.id);
    flows.get(data.id)?.fail();
  }
});

scope.addEventListener('fetch', (event) => {
  const id = new URL(event.request.url).pathname.split('/').at(-1)!;
  const offer = offers.get(id);
  if (!offer) {
    event.respondWith(new Response(null, { status: 404 }));
    return;
  }
  // Once: who asks again would get the rest of somebody else's.
  offers.delete(id);
  const flow = new Flow(offer);
  flows.set(id, flow);
  offer.control.postMessage('fetched' satisfies FromOffer);
  event.respondWith(new Response(flow.body, { headers: offer.headers }));
});
