export type { DeliveredRange } from './delivered-range.ts';
export { grantDownload, requireGrant } from './download-grant.ts';
export { DownloadWatch } from './download-watch.ts';
export {
  CLAIM_TTL_MS,
  type CountedFetch,
  claimFetch,
  recordLimitedEnd,
  recordLimitedMiddle,
  releaseFetch,
  releaseStaleClaims,
} from './fetch-claim.ts';
export { listReceived, type ReceivedListEntry } from './list-received.ts';
export { markOpened } from './mark-opened.ts';
export { describeReceived, type ReceivedDeliveryView, type ReceivedFileView } from './received-delivery.ts';
export { loadReceivedFile, loadReceivedFiles, notReleased, sealedFile } from './received-file.ts';
export { recordUnlimitedFile, recordUnlimitedRange, type UncountedFetch } from './record-fetch.ts';
export { type ResolvedLink, resolveLink } from './resolve-link.ts';
export { openFile, type ServedFile } from './served-file.ts';
export { untilRecorded } from './until-recorded.ts';
