import type { SecretKey } from '../../keys/key.ts';
import type { Manifest } from '../manifest.ts';
import { type OpenedManifest, type OpenManifestInput, openManifest } from '../open-manifest.ts';
import { sealManifest } from '../seal-manifest.ts';
import { aManifest, expectedOf, listed, NOW, personKey } from './delivery.ts';
import { forged } from './forge.ts';

export type Expected = OpenManifestInput['expected'];

/** Who takes part in the tests of attacks, and a manifest from the sender to the reader. */
export interface Cast {
  readonly sender: SecretKey;
  readonly reader: SecretKey;
  readonly mallory: SecretKey;
  readonly manifest: Manifest;
  readonly sealed: Uint8Array;
  /** Sealed as it should be, for the reader. */
  seal(manifest: Manifest): Promise<Uint8Array>;
  /** Signed by anybody and encrypted to the reader, whatever it is. */
  forgeBy(signer: SecretKey, content: unknown): Promise<Uint8Array>;
  /** Opens, by default as the reader, whom the server tells what an honest one would, but for `lies`. */
  open(octets: Uint8Array, lies?: Partial<Expected>, secretKey?: SecretKey): Promise<OpenedManifest>;
}

export async function aCast(): Promise<Cast> {
  const [sender, reader, mallory] = await Promise.all([personKey('sender'), personKey('reader'), personKey('mallory')]);
  const manifest = await aManifest(sender, [listed(reader)]);
  const seal = (one: Manifest) =>
    sealManifest({ manifest: one, senderKey: sender, recipientKeys: [reader.public], now: NOW });
  return {
    sender,
    reader,
    mallory,
    manifest,
    sealed: await seal(manifest),
    seal,
    forgeBy: (signer, content) => forged({ content, signers: [signer], readers: [reader.public] }),
    open: (octets, lies = {}, secretKey = reader) => {
      const expected = { ...expectedOf(manifest, sender, secretKey.public.address), ...lies };
      return openManifest(octets, { with: { secretKey }, expected, now: NOW });
    },
  };
}
