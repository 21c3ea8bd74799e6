import type { Begin, DrawingProblem, ForwardedKey, FromFrame, ToFrame } from '../messages.ts';

export type ToShow = Extract<ToFrame, { name: 'show' }>;

/** What a frame shows. */
export interface View {
  /** 1: as it was shown at first. */
  zoom(factor: number): void;
  /** Only where there are pages. */
  turn?(page: number): void;
}

type Tell = (message: FromFrame) => void;

/** A file that cannot be shown, for a reason that people can understand. */
export class DrawingError extends Error {
  override readonly name = 'DrawingError';
  readonly problem: DrawingProblem;
  constructor(problem: DrawingProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

/** Waits for the page's port, and shows what comes over it. @param show tells `shown` when there is something to see */
export function serveFrame(show: (wish: ToShow, tell: Tell) => Promise<View>): void {
  const isBegin = ({ source, data, ports }: MessageEvent) =>
    source === parent && (data as Begin | null)?.name === 'preview' && ports.length === 1;
  const begin = (event: MessageEvent) => {
    if (!isBegin(event)) return;
    removeEventListener('message', begin);
    serve(event.ports[0]!, show);
  };
  addEventListener('message', begin);
}

function serve(port: MessagePort, show: (wish: ToShow, tell: Tell) => Promise<View>): void {
  const tell: Tell = (message) => port.postMessage(message);
  let view: View | undefined;
  port.onmessage = async ({ data }: MessageEvent<ToFrame>) => {
    if (data.name === 'zoom') view?.zoom(data.factor);
    else if (data.name === 'turn') view?.turn?.(data.page);
    else {
      document.documentElement.lang = data.language;
      document.title = data.title;
      place().setAttribute('aria-label', data.title);
      view = await show(data, tell).catch((error) => {
        tell({ name: 'failed', problem: problemOf(error) });
        return undefined;
      });
    }
  };
  addEventListener('keydown', (event) => forwardKey(event, tell));
  tell({ name: 'ready', word: location.hash.slice(1) });
}

/** Where the file is shown; it scrolls, so that it can have the focus. */
export const place = (): HTMLElement => document.querySelector('main')!;

export function problemOf(error: unknown): DrawingProblem {
  if (error instanceof DrawingError) return error.problem;
  console.warn(error);
  return 'unreadable';
}

/** Keys that the page knows; a frame keeps them to itself. */
function forwardKey({ key }: KeyboardEvent, tell: Tell): void {
  if (key === 'Escape' || (isPageKey(key) && isAtEnd(key))) tell({ name: 'key', key });
}

const isPageKey = (key: string): key is Exclude<ForwardedKey, 'Escape'> => key === 'PageUp' || key === 'PageDown';

/** Whether there is nothing left to scroll to, so that the key means the next page. */
function isAtEnd(key: 'PageUp' | 'PageDown'): boolean {
  const { scrollTop, scrollHeight, clientHeight } = place();
  return key === 'PageUp' ? scrollTop <= 0 : scrollTop + clientHeight >= scrollHeight - 1;
}
