import type { Begin, FromFrame, ToFrame } from './messages.ts';
import { readFromFrame } from './messages.ts';

/** A slow line has to bring the frame's page, with all of its script. */
const LOADING_MS = 60_000;
/** When that has been loaded its script has run, and says so. */
const ANSWERING_MS = 10_000;

interface LinkedFrame {
  /** Behind the `#` of the frame's address: only what was loaded from there knows it. */
  readonly word: string;
  /** Sent when the frame has said the word; its octets are given away. */
  readonly first: Extract<ToFrame, { name: 'show' }>;
  onMessage(message: FromFrame): void;
  /** The frame did not start, or shows another document now. */
  onLost(): void;
}

export interface FrameLink {
  /** The frame has loaded a document. */
  loaded(frame: HTMLIFrameElement): void;
  send(message: ToFrame): void;
  end(): void;
}

/** The page's end of a frame of no origin, which cannot be told from others by its origin: hence port and word. */
export function linkFrame({ word, first, onMessage, onLost }: LinkedFrame): FrameLink {
  const { port1: port, port2: theirs } = new MessageChannel();
  let loads = 0;
  let isReady = false;
  let timer = setTimeout(onLost, LOADING_MS);
  const end = () => {
    clearTimeout(timer);
    port.close();
  };
  port.onmessage = ({ data }) => {
    const message = readFromFrame(data);
    if (message?.name === 'ready') {
      if (isReady || message.word !== word) return;
      isReady = true;
      clearTimeout(timer);
      port.postMessage(first, [first.octets.buffer]);
    } else if (message && isReady) onMessage(message);
  };
  return {
    loaded: (frame) => {
      loads += 1;
      if (loads > 1) return onLost();
      clearTimeout(timer);
      timer = setTimeout(onLost, ANSWERING_MS);
      frame.contentWindow?.postMessage({ name: 'preview' } satisfies Begin, '*', [theirs]);
    },
    send: (message) => port.postMessage(message),
    end,
  };
}
