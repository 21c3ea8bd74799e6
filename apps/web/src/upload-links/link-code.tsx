import { useMemo } from 'preact/hooks';
import encodeQR from 'qr';
import { QrPicture } from '../comparing/qr-code.tsx';

/** Light modules around a code (ISO/IEC 18004 §6.3.8). */
const QUIET_MODULES = 4;

/** An address as a QR code. */
export function LinkCode({ link, label }: { readonly link: string; readonly label: string }) {
  const rows = useMemo(() => encodeQR(link, 'raw', { ecc: 'medium', border: QUIET_MODULES }), [link]);
  return <QrPicture rows={rows} label={label} />;
}
