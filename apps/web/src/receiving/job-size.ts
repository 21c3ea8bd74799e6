import { layoutOf } from '@umschlag/sealed';
import type { Job } from './messages.ts';

/** Octets that have to be fetched for a job. */
export const sealedOctetsOf = ({ files }: Job): number =>
  files.reduce((sum, { sizeBytes }) => sum + layoutOf(sizeBytes).sealedSizeBytes, 0);
