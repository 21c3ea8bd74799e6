export { manifestMails } from './manifest-mails.ts';
export { loadOwnManifest, loadOwnSealedFile, type StoredManifest } from './own-content.ts';
export { type ArrivingManifest, putOwnManifest, putRecipientManifest, storeManifest } from './put-manifest.ts';
export { loadReceivedManifest, replaceReceivedManifest } from './received-manifest.ts';
export { reportRefusal } from './report-refusal.ts';
export { MAX_MANIFEST_OCTETS, requireSealedMessage } from './sealed-message.policy.ts';
export { loadSenderKeys } from './sender-keys.ts';
