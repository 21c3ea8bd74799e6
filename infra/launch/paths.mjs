import { fileURLToPath } from 'node:url';

/** The checkout's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An absolute path from one below the checkout. */
export const inRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
