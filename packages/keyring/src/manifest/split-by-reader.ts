import { joinPackets, readPackets } from './packets.ts';

/** One message cut into copies that are stored and deleted each by itself. */
export interface CopiesByReader {
  /** Opens with any of the keys, the sender's among them, and with no code. */
  readonly forKeys: Uint8Array<ArrayBuffer>;
  /** One for each access code, in the order in which `sealManifest` was given them. */
  readonly forCodes: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Copies of a sealed manifest by who opens them, with the same content and signature. So a code can be taken back by
 * deleting its copy, nobody is handed what other people's codes are tried on, and opening costs one derivation however
 * many codes there are. Throws `KeyringError` `damaged`, `malformed`.
 */
export async function splitByReader(sealed: Uint8Array): Promise<CopiesByReader> {
  const { packets } = await readPackets(sealed);
  return {
    forKeys: joinPackets({ ...packets, forCodes: [] }),
    forCodes: packets.forCodes.map((one) => joinPackets({ ...packets, forKeys: [], forCodes: [one] })),
  };
}
