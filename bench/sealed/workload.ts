/** What workers of the browser are measured with: sealing, opening, and the bare cipher at the same record size. */
import {
  CHUNK_OCTETS,
  layoutOf,
  newSalt,
  newSessionKey,
  openStream,
  partOf,
  sealPart,
  sealStream,
} from '@umschlag/sealed/web';

const MIB = 2 ** 20;
const CHUNKS_PER_PART = 64;
const RECORDS_IN_FLIGHT = 4;
/** What `File.stream()` gives at once in Chromium. */
const STREAM_PIECE = 65_536;
const OBJECT_OCTETS = 64 * MIB;

const sessionKey = newSessionKey();
const salt = newSalt();
/** A part's worth of plaintext, larger than the processor's caches, read again and again. */
const plain = new Uint8Array(CHUNKS_PER_PART * CHUNK_OCTETS);
for (let at = 0; at < plain.length; at += 65_536) crypto.getRandomValues(plain.subarray(at, at + 65_536));

async function* repeated(bytes: Uint8Array, octets: number, piece: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < octets; at += piece) {
    const from = at % bytes.length;
    yield bytes.subarray(from, Math.min(from + piece, from + octets - at));
  }
}

async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of source) if (piece.length === 0) throw new Error('There is an empty piece.');
}

/** A part's sealed octets and more: the header and the final tag. */
const reused = new Uint8Array(plain.length + 2 * CHUNK_OCTETS);

/** Part by part, as an upload does. @param isReused whether all into the same memory */
export async function sealParts(octets: number, isReused: boolean): Promise<void> {
  const into = isReused ? reused : undefined;
  const layout = layoutOf(octets);
  for (let number = 1; number <= Math.ceil(layout.chunkCount / CHUNKS_PER_PART); number += 1) {
    const part = partOf(layout, CHUNKS_PER_PART, number);
    await sealPart({ sessionKey, salt, layout }, part, plain.subarray(0, part.plainEnd - part.plainStart), into);
  }
}

const bareKey = await crypto.subtle.importKey('raw', sessionKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
const gcm = (index: number) => {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, index);
  return { name: 'AES-GCM', iv, tagLength: 128 };
};

/** Records of 256 KiB, each with its own nonce, and nothing else: as fast as this browser can be. */
async function bare(octets: number, run: (index: number) => Promise<ArrayBuffer>): Promise<void> {
  const running: Promise<ArrayBuffer>[] = [];
  for (let index = 0; index < octets / CHUNK_OCTETS; index += 1) {
    running.push(run(index));
    if (running.length >= RECORDS_IN_FLIGHT) await running.shift();
  }
  await Promise.all(running);
}

export const sealBare = (octets: number): Promise<void> => bare(octets, bareSeal);
export const openBare = (octets: number): Promise<void> => bare(octets, bareOpen);

export const sealAsStream = (octets: number): Promise<void> =>
  drain(sealStream({ sessionKey, salt, plainSizeBytes: octets }, repeated(plain, octets, STREAM_PIECE)));

const inPart = (index: number): number => index % CHUNKS_PER_PART;
function bareSeal(index: number): Promise<ArrayBuffer> {
  const start = inPart(index) * CHUNK_OCTETS;
  return crypto.subtle.encrypt(gcm(index), bareKey, plain.subarray(start, start + CHUNK_OCTETS));
}

const bareRecords = await Promise.all(Array.from({ length: CHUNKS_PER_PART }, (_, index) => bareSeal(index)));
const bareOpen = (index: number): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt(gcm(inPart(index)), bareKey, bareRecords[inPart(index)]!);

/** One sealed object of 64 MiB that is opened again and again, so that memory stays small. */
export async function newOpening(octets: number): Promise<() => Promise<void>> {
  const objectOctets = Math.min(OBJECT_OCTETS, octets);
  const sealed = await sealedObject(objectOctets);
  return async () => {
    for (let opened = 0; opened < octets; opened += objectOctets) {
      const object = repeated(sealed, sealed.length, STREAM_PIECE);
      await drain(openStream({ sessionKey, expectedPlainSizeBytes: objectOctets }, object));
    }
  };
}

async function sealedObject(octets: number): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const sealed = sealStream({ sessionKey, salt, plainSizeBytes: octets }, repeated(plain, octets, MIB));
  for await (const piece of sealed) pieces.push(piece as Uint8Array<ArrayBuffer>);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
