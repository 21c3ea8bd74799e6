/** What a file is by its content, and whether it is taken: for the server and for browsers. */

export { type Admission, type AdmissionPolicy, admits, type RefusalReason } from './admission.policy.ts';
export { DANGERS, type Danger } from './dangers.ts';
export type { Finding } from './finding.ts';
export { FILE_KINDS, type FileKind, FORMATS, type Format } from './formats.ts';
export { inspectFile } from './inspect-file.ts';
export { type FileSource, MAX_READ_OCTETS } from './paged-file.ts';
