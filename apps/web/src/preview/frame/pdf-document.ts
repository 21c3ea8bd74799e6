import { GlobalWorkerOptions, getDocument, PasswordException, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist';
import workerScript from 'pdfjs-dist/build/pdf.worker.mjs?classic';
import { AttachedData } from './attached-data.ts';
import { DrawingError } from './page-link.ts';

/** The part of Trusted Types that we use; browsers without it take the URL as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const rules = { createScriptURL: (url: string) => url };

/** Images with more are left out of the page. */
const MAX_IMAGE_PIXELS = 50_000_000;

/**
 * Opens a PDF. Nothing in it runs: its scripts are for a part of PDF.js that is not here, and its forms and links are
 * drawn only.
 * @throws DrawingError
 */
export async function openPdf(octets: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> {
  const worker = startWorker();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  worker.onerror = reject;
  GlobalWorkerOptions.workerPort = worker;
  const opening = getDocument({
    data: octets,
    verbosity: VerbosityLevel.ERRORS,
    // There is no network here: what PDF.js would fetch is attached to this script.
    useWorkerFetch: false,
    BinaryDataFactory: AttachedData,
    disableWorkerRendering: true,
    enableXfa: false,
    maxImageSize: MAX_IMAGE_PIXELS,
  });
  try {
    return await Promise.race([opening.promise, failure]);
  } catch (cause) {
    throw new DrawingError(cause instanceof PasswordException ? 'password' : 'unreadable', { cause });
  }
}

/** A thread of its own, so that a PDF that takes for ever keeps nobody from closing it. */
function startWorker(): Worker {
  const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('preview', rules) ?? rules;
  const url = URL.createObjectURL(new Blob([workerScript], { type: 'text/javascript' }));
  return new Worker(policy.createScriptURL(url));
}
