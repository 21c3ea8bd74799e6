import type { Answer } from '@umschlag/contract';
import { layoutOf, newSalt, newSessionKey, type Part, partsOf } from '@umschlag/sealed';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import { type Client, RefusedError } from '../http/index.ts';
import { type FileProgress, type Progress, printable } from '../terminal/index.ts';
import { inParallel } from './in-parallel.ts';
import { FileChanged, type LocalFile, openSteadily, type SteadyFile } from './local-file.ts';
import { mediaTypeOf } from './media-types.ts';
import { PlainHashes } from './plain-hashes.ts';
import { sendPart, type Upload } from './send-part.ts';
import type { Slots } from './slots.ts';
import type { Turn, Turns } from './turns.ts';

/** Parts in flight over all files, and files begun at once. */
export const IN_FLIGHT = 3;
/** How often a file may change while it is sent, and how often missing parts are made good. */
const TRIES = 3;

export interface UploadPorts {
  readonly client: Client;
  readonly slots: Slots;
  /** Files are declared in the order in which they were given, so that of equal names the first keeps its own. */
  readonly turns: Turns;
  readonly progress: Progress;
  /** Levels 3 and 4: each file gets a key of its own, and the server neither key nor name. */
  readonly isSecret: boolean;
  /** Told of each file of the draft that is ours, before its first part is sent. */
  onDeclared?(fileId: string): void;
}

/** A local file, and its place among those of the delivery: there the recipient sees it, also when it is sent anew. */
export interface PlacedFile extends LocalFile {
  readonly position: number;
}

/** A file that the server has whole, and what it was sealed with. */
export interface UploadedFile {
  readonly fileId: string;
  readonly path: readonly string[];
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sessionKey: Uint8Array;
  readonly chunksPerPart: number;
  /** SHA-256 of the plaintext of each part, in order. */
  readonly partSha256: readonly Uint8Array[];
}

type Declared = Answer<'POST /api/v1/deliveries/:id/uploads'>;

/**
 * Sends one file of a draft, anew when it changes meanwhile.
 * @throws UsageError when it does not stop changing; RefusedError, UnreachableError, Interrupted
 */
export async function uploadFile(ports: UploadPorts, deliveryId: string, file: PlacedFile): Promise<UploadedFile> {
  const turn = ports.turns.take();
  try {
    return await uploadSteady(ports, deliveryId, file, turn);
  } finally {
    turn.giveUp();
  }
}

async function uploadSteady(
  ports: UploadPorts,
  deliveryId: string,
  file: PlacedFile,
  turn: Turn,
): Promise<UploadedFile> {
  const name = file.path.join('/');
  const progress = ports.progress.begin(name, file.sizeBytes);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const uploaded = await uploadOnce(ports, deliveryId, file, turn, progress);
      progress.finish();
      return uploaded;
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      if (attempt === TRIES) {
        throw new UsageError(`The file ${printable(name)} keeps changing; send it when nothing writes to it any more.`);
      }
      ports.progress.note(`${printable(name)} changed while it was sent and is sent again from the beginning.`);
    }
  }
}

async function uploadOnce(
  ports: UploadPorts,
  deliveryId: string,
  file: PlacedFile,
  turn: Turn,
  progress: FileProgress,
) {
  const steady = await openSteadily(file.source);
  try {
    progress.restart(steady.sizeBytes);
    const declared = await turn.run(() => declare(ports, deliveryId, file, steady.sizeBytes));
    ports.onDeclared?.(declared.upload.fileId);
    try {
      const { sessionKey, hashes } = await sendAll(ports, declared, steady, progress);
      const { fileId, chunksPerPart } = declared.upload;
      const { path, sizeBytes } = { path: file.path, sizeBytes: steady.sizeBytes };
      const mediaType = mediaTypeOf(path.at(-1)!);
      return { fileId, path, mediaType, sizeBytes, sessionKey, chunksPerPart, partSha256: hashes.all() };
    } catch (error) {
      if (error instanceof FileChanged) await abandon(ports.client, declared);
      throw error;
    }
  } finally {
    await steady.close();
  }
}

function declare(
  { client, isSecret }: UploadPorts,
  deliveryId: string,
  file: PlacedFile,
  sizeBytes: number,
): Promise<Declared> {
  const name = { path: [...file.path], mediaType: mediaTypeOf(file.path.at(-1)!) };
  const body = { ...(isSecret ? {} : name), sizeBytes, position: file.position };
  // Repeated after a cut it may stand there twice: whoever sends the draft takes out what is not ours.
  return client.call('POST /api/v1/deliveries/:id/uploads', { params: { id: deliveryId }, body, repeatable: true });
}

function abandon(client: Client, { upload, uploadToken }: Declared): Promise<unknown> {
  return client.call('DELETE /api/v1/uploads/:id', { params: { id: upload.id }, bearer: uploadToken });
}

async function sendAll(
  ports: UploadPorts,
  declared: Declared,
  file: SteadyFile,
  progress: FileProgress,
): Promise<Upload> {
  const { upload, parts } = begin(declared, file.sizeBytes, ports.isSecret);
  let missing = parts;
  for (let round = 1; ; round += 1) {
    await inParallel(missing, IN_FLIGHT, (part) =>
      ports.slots.use((slot) => sendPart(ports.client, upload, part, file, slot, progress)),
    );
    await file.check();
    if (await complete(ports.client, declared)) return upload;
    missing = await missingParts(ports.client, declared, parts);
    if (round === TRIES || missing.length === 0) {
      throw new CommandError(
        EXIT.refused,
        'upload_incomplete: The server does not keep what it was sent; try again later.',
      );
    }
    for (const part of missing) progress.add(part.plainStart - part.plainEnd);
  }
}

/** A fresh salt for each upload, and where the key is ours a fresh key: no two ever meet a second plaintext. */
function begin(
  { upload, uploadToken, contentKey }: Declared,
  sizeBytes: number,
  isSecret: boolean,
): { upload: Upload; parts: Part[] } {
  const layout = layoutOf(sizeBytes);
  const parts = partsOf(layout, upload.chunksPerPart);
  if (parts.length !== upload.partCount || layout.sealedSizeBytes !== upload.sealedSizeBytes) {
    throw new CommandError(EXIT.refused, 'The server splits files in another way; use the command of its version.');
  }
  const sessionKey = isSecret ? newSessionKey() : Buffer.from(contentKey ?? '', 'base64url');
  // A key of the server's for a level at which it may have none, or none where it must.
  if (isSecret !== (contentKey === null)) {
    throw new CommandError(EXIT.untrusted, 'wrong_level: The server takes this delivery for one of another level.');
  }
  const hashes = new PlainHashes();
  return { upload: { id: upload.id, token: uploadToken, sessionKey, salt: newSalt(), layout, hashes }, parts };
}

/** @returns false when parts are missing, as after a crash of the server's storage */
async function complete(client: Client, { upload, uploadToken }: Declared): Promise<boolean> {
  try {
    const params = { id: upload.id };
    await client.call('POST /api/v1/uploads/:id/complete', { params, bearer: uploadToken, repeatable: true });
    return true;
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'upload_incomplete') return false;
    throw error;
  }
}

async function missingParts(client: Client, { upload, uploadToken }: Declared, parts: Part[]): Promise<Part[]> {
  const answer = await client.call('GET /api/v1/uploads/:id', { params: { id: upload.id }, bearer: uploadToken });
  const there = new Set(answer.upload.parts.map(({ number }) => number));
  return parts.filter(({ number }) => !there.has(number));
}
