import { layoutOf, type SealedObject } from '@umschlag/sealed';
import type { ManifestFile } from './manifest.ts';
import { fromBase64Url } from './octets.ts';

/** A manifest's file as `packages/sealed` opens it: its session key and both sizes. */
export function sealedObjectOf({ sessionKey, sizeBytes }: ManifestFile): SealedObject {
  return {
    sessionKey: fromBase64Url(sessionKey)!,
    plainSizeBytes: sizeBytes,
    sealedSizeBytes: layoutOf(sizeBytes).sealedSizeBytes,
  };
}
