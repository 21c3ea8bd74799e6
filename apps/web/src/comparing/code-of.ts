import { qrPayloadOf } from '@umschlag/keyring/light';
import encodeQR from 'qr';

/** Light modules around a code (ISO/IEC 18004 §6.3.8): scanners find it on dark ground too. */
const QUIET_MODULES = 4;

/** The QR code of a key, docs/FORMATS.md: its dark modules by row, the quiet zone around it included. */
export const codeOf = (fingerprint: string): boolean[][] =>
  encodeQR(qrPayloadOf(fingerprint), 'raw', { ecc: 'medium', border: QUIET_MODULES });
