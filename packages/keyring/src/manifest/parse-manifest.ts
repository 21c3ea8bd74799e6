import { fileDigest, requireListDigests } from './file-digest.ts';
import { filePath, requireDistinctPaths } from './file-path.ts';
import {
  type KeyedRecipient,
  MANIFEST_LIMITS,
  type Manifest,
  type ManifestFile,
  type ManifestRecipient,
} from './manifest.ts';
import { fromBase64Url } from './octets.ts';
import { fields, items, malformed, oneOf, type Place, requireDistinct, text, whole } from './reading.ts';
import { address, document, fingerprint, instant } from './values.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MEDIA_TYPE = /^[!-~]+(?: ?[!-~]+)*$/;
const SESSION_KEY_OCTETS = 32;

/**
 * Reads a manifest of version 1 and nothing else: every field known, every value within its limits, and no second way
 * to write the same. Throws `KeyringError` `malformed`; `details.at` names the place.
 */
export async function parseManifest(octets: Uint8Array): Promise<Manifest> {
  const { json, value } = document(octets, MANIFEST_LIMITS.maxOctets);
  const manifest = manifestFrom(value);
  // One order, no spaces, the shortest escapes: so no field can stand in it twice, to be read in two ways.
  if (JSON.stringify(manifest) !== json) throw malformed('', 'not written in the one way');
  await requireListDigests(manifest.files);
  return manifest;
}

/** The octets of a manifest; throws as {@link parseManifest}, so that nothing is signed that nobody would open. */
export async function encodeManifest(manifest: Manifest): Promise<Uint8Array<ArrayBuffer>> {
  // Through JSON, so that optional fields that are undefined are not there.
  const octets = new TextEncoder().encode(JSON.stringify(manifestFrom(JSON.parse(JSON.stringify(manifest)))));
  await parseManifest(octets);
  return octets;
}

function manifestFrom(value: unknown): Manifest {
  const root: Place = { value, at: '' };
  const found = fields(
    root,
    ['type', 'version', 'deliveryId', 'level', 'createdAt', 'sender', 'recipients', 'files'],
    ['subject', 'message'],
  );
  const level = oneOf(found.level, [3, 4]);
  return {
    type: oneOf(found.type, ['umschlag-manifest']),
    version: oneOf(found.version, [1]),
    deliveryId: text(found.deliveryId, 36, 36, UUID),
    level,
    createdAt: instant(found.createdAt),
    sender: keyed(found.sender),
    recipients: recipients(found.recipients),
    files: files(found.files),
    ...(level === 4 ? words(found, root.at) : noWords(found)),
  };
}

function keyed(place: Place): KeyedRecipient {
  const found = fields(place, ['address', 'fingerprint']);
  return { address: address(found.address), fingerprint: fingerprint(found.fingerprint) };
}

function recipient(place: Place): ManifestRecipient {
  const { access, fingerprint: named } = fields(place, ['address'], ['access', 'fingerprint']);
  if (named) return keyed(place);
  if (!access) throw malformed(place.at, 'neither a fingerprint nor an access');
  return {
    address: address(fields(place, ['address', 'access']).address),
    access: oneOf(access, ['access_code', 'release_pending']),
  };
}

function recipients(place: Place): ManifestRecipient[] {
  const listed = items(place, 1, MANIFEST_LIMITS.maxRecipients).map(recipient);
  requireDistinct(
    listed.map((one) => one.address),
    place.at,
    'two recipients have the same address',
  );
  return listed;
}

function files(place: Place): ManifestFile[] {
  const listed = items(place, 0, MANIFEST_LIMITS.maxFiles).map(file);
  requireDistinct(
    listed.map(({ id }) => id),
    place.at,
    'two files have the same id',
  );
  // One key, one plaintext (docs/FORMATS.md).
  requireDistinct(
    listed.map(({ sessionKey }) => sessionKey),
    place.at,
    'two files have the same session key',
  );
  requireDistinctPaths(
    listed.map(({ path }) => path),
    place.at,
  );
  return listed;
}

function file(place: Place): ManifestFile {
  const found = fields(place, ['id', 'path', 'mediaType', 'sizeBytes', 'sessionKey', 'digest']);
  const sizeBytes = whole(found.sizeBytes, 0, MANIFEST_LIMITS.maxFileBytes);
  return {
    id: text(found.id, 36, 36, UUID),
    path: filePath(found.path),
    mediaType: text(found.mediaType, 1, MANIFEST_LIMITS.maxMediaTypeCharacters, MEDIA_TYPE),
    sizeBytes,
    sessionKey: sessionKey(found.sessionKey),
    digest: fileDigest(found.digest, sizeBytes),
  };
}

function sessionKey(place: Place): string {
  const said = text(place, 43, 43);
  if (fromBase64Url(said)?.length !== SESSION_KEY_OCTETS) throw malformed(place.at, 'not a session key');
  return said;
}

type Words = { subject?: Place; message?: Place };

function words({ subject, message }: Words, at: string): { subject: string; message: string } {
  if (!subject || !message) throw malformed(at, 'level 4 needs subject and message');
  return {
    subject: text(subject, 0, MANIFEST_LIMITS.maxSubjectCharacters),
    message: text(message, 0, MANIFEST_LIMITS.maxMessageCharacters),
  };
}

function noWords({ subject, message }: Words): object {
  const said = subject ?? message;
  if (said) throw malformed(said.at, 'only level 4 has one');
  return {};
}
