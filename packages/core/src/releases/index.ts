export { askForReleases } from './ask-for-releases.ts';
export { listPendingReleases, type PendingRelease } from './list-pending-releases.ts';
export { releaseMails } from './release-mails.ts';
