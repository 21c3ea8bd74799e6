/** The layout, the errors and the types of sealed objects, for any runtime. Sealing itself: `./node` and `./web`. */

export { SealedError, type SealedErrorCode } from './errors.ts';
export {
  CHUNK_OCTETS,
  HEADER_OCTETS,
  RECORD_OCTETS,
  SALT_OCTETS,
  SESSION_KEY_OCTETS,
  saltOf,
  TAG_OCTETS,
} from './format.ts';
export { frameAsPacket } from './frame-packet.ts';
export { newSalt, newSessionKey } from './keys.ts';
export {
  chunksPerPartFor,
  type Framing,
  type Layout,
  layoutFromSizes,
  layoutOf,
  MAX_PARTS,
  MAX_PLAIN_BYTES,
  type Part,
  partCountOf,
  partOf,
  partsOf,
} from './layout.ts';
export type { FetchRange, SealedObject } from './open-range.ts';
export type { OpenStreamInput } from './open-stream.ts';
export type { ByteSource } from './piece-queue.ts';
export type { SealPartInput } from './seal-part.ts';
export type { SealStreamInput } from './seal-stream.ts';
