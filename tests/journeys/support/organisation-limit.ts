import { changeRows } from './database.ts';
import type { Standalone } from './standalone.ts';

/**
 * Sets the largest file that any organisation of the stand-alone may send.
 * @param maxFileBytes `null` for the platform's own limit
 */
export const limitFileSize = (stack: Standalone, maxFileBytes: number | null): Promise<void> =>
  changeRows(stack, (tx) => tx.updateTable('organisations').set({ max_file_bytes: maxFileBytes }).execute());
