export { inParallel } from './in-parallel.ts';
export type { LocalFile } from './local-file.ts';
export { Slots } from './slots.ts';
export { Turns } from './turns.ts';
export { IN_FLIGHT, type UploadedFile, uploadFile } from './upload-file.ts';
