import type { ManifestFile } from '@umschlag/keyring/files';
import { declaredKind, PREVIEW_OCTETS, type PreviewKind } from './kinds.ts';

/** A file that somebody wants to see. */
export interface PreviewRequest {
  readonly token: string;
  readonly fileId: string;
  readonly name: string;
  readonly kind: PreviewKind;
  readonly sizeBytes: number;
  readonly senderAddress: string;
  /** As it was signed, at levels 3 and 4. */
  readonly sealed: ManifestFile | undefined;
}

/** What can be done for a file: a preview, none because of its size, or none at all. */
export type Offer =
  | { readonly can: 'show'; readonly kind: PreviewKind }
  | { readonly can: 'too_large'; readonly limitOctets: number }
  | { readonly can: 'nothing' };

interface File {
  readonly name: string;
  readonly mediaType: string | null;
  readonly sizeBytes: number;
}

/** Of a text its beginning is shown, so that it may be as large as it likes. */
export function offerFor({ name, mediaType, sizeBytes }: File): Offer {
  const kind = declaredKind(name, mediaType);
  if (kind === undefined || sizeBytes === 0) return { can: 'nothing' };
  const limitOctets = PREVIEW_OCTETS[kind];
  return kind !== 'text' && sizeBytes > limitOctets ? { can: 'too_large', limitOctets } : { can: 'show', kind };
}
