import { useMemo } from 'preact/hooks';
import { codeOf } from './code-of.ts';

/** A key's fingerprint as a QR code. Its colours are in the picture itself: black on white on screen and on paper. */
export function QrCode({ fingerprint, label }: { readonly fingerprint: string; readonly label: string }) {
  const rows = useMemo(() => codeOf(fingerprint), [fingerprint]);
  return <QrPicture rows={rows} label={label} />;
}

/** Any QR code, by its dark modules in rows. */
export function QrPicture({ rows, label }: { readonly rows: readonly (readonly boolean[])[]; readonly label: string }) {
  const size = rows.length;
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={pathOf(rows)} fill="#000000" />
    </svg>
  );
}

/** One square for each dark module. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
