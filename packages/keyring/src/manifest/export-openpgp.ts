import { type ByteSource, frameAsPacket } from '@umschlag/sealed';
import type { PublicKey } from '../keys/key.ts';
import type { ManifestFile } from './manifest.ts';
import { concat } from './octets.ts';
import { readPackets } from './packets.ts';
import { packetFor } from './readdress-manifest.ts';
import { sealedObjectOf } from './sealed-file.ts';

interface ExportInput {
  readonly file: ManifestFile;
  /** Usually the one own key; at least one. */
  readonly keys: readonly PublicKey[];
  readonly now?: Date;
}

/**
 * A file as an OpenPGP message for any program that knows RFC 9580 with GCM (docs/FORMATS.md, "Who can open it
 * elsewhere"): the stored octets as they are, framed as a packet, behind the file's session key encrypted to `keys`.
 * Nothing is opened, so that it costs no more than the download. The message holds no name and no signature.
 * @param sealed the sealed object from its first octet
 * @throws SealedError `source_size_mismatch` if `sealed` is not as long as the manifest says
 */
export async function* exportAsOpenpgp(input: ExportInput, sealed: ByteSource): AsyncGenerator<Uint8Array> {
  yield await sessionKeyPackets(input);
  yield* frameAsPacket(sealed, sealedObjectOf(input.file).sealedSizeBytes);
}

/** What stands before the framed object in such a message, for whoever frames it where there is no OpenPGP. */
export async function sessionKeyPackets({
  file,
  keys,
  now = new Date(),
}: ExportInput): Promise<Uint8Array<ArrayBuffer>> {
  if (keys.length === 0) throw new RangeError('An export needs a key.');
  const { sessionKey } = sealedObjectOf(file);
  const forKeys = await Promise.all(keys.map((key) => packetFor(key, sessionKey, now)));
  await requireVersion6(forKeys);
  return concat(forKeys);
}

/** Read back in front of an empty content: openpgp.js writes version 3 when an option is misread. */
async function requireVersion6(forKeys: readonly Uint8Array[]): Promise<void> {
  const header = Uint8Array.of(2, 9, 3, 12);
  await readPackets(concat([...forKeys, Uint8Array.of(0xd2, 36 + 32), header, new Uint8Array(32 + 32)]));
}
