/** From the worker that opens to the service worker, over a port of their own. */
export type ToStream =
  | { readonly name: 'piece'; readonly octets: Uint8Array<ArrayBuffer> }
  /** There is no more; `sizeBytes` were sent. */
  | { readonly name: 'end'; readonly sizeBytes: number }
  | { readonly name: 'fail' };

export type FromStream =
  /** The browser has room for a piece. */
  | { readonly name: 'pull' }
  /** The browser has taken all of it, and so many octets. */
  | { readonly name: 'taken'; readonly sizeBytes: number }
  /** The person has cancelled it in the browser's own list. */
  | { readonly name: 'cancelled' }
  | { readonly name: 'alive' };

/** From a page to the service worker. */
export type ToServiceWorker =
  | {
      readonly name: 'offer';
      readonly id: string;
      readonly headers: Readonly<Record<string, string>>;
      /** For octets. */
      readonly data: MessagePort;
      /** For `FromOffer`. */
      readonly control: MessagePort;
    }
  /** Somebody still feeds the download; also keeps the browser from ending an idle service worker. */
  | { readonly name: 'ping'; readonly id: string }
  /** The page goes. */
  | { readonly name: 'abandon'; readonly id: string };

/** What the page is told of its offer: it is known, and the browser has fetched it. */
export type FromOffer = 'known' | 'fetched';

/** Where a service worker answers with a download. */
export const STREAM_SCOPE = '/receiving/';
