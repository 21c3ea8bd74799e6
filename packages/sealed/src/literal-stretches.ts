import { LITERAL_PACKET } from './format.ts';
import { stretchesOf } from './framing.ts';
import type { Layout } from './layout.ts';
import { LITERAL_PREFIX } from './layout.ts';

/** Fixed octets of the Literal Data packet, or the plaintext bytes from `start` to `end` (exclusive). */
export type LiteralStretch = { readonly octets: Uint8Array } | { readonly start: number; readonly end: number };

/** What lies between two offsets of the Literal Data packet, in order and without gaps. */
export function* literalStretches(layout: Layout, from: number, to: number): Generator<LiteralStretch> {
  const prefix = LITERAL_PREFIX.length;
  for (const stretch of stretchesOf(LITERAL_PACKET, layout.shape, from, to)) {
    if ('octets' in stretch) yield { octets: stretch.octets };
    else {
      if (stretch.start < prefix) yield { octets: LITERAL_PREFIX.slice(stretch.start, Math.min(prefix, stretch.end)) };
      if (stretch.end > prefix) yield { start: Math.max(0, stretch.start - prefix), end: stretch.end - prefix };
    }
  }
}
