import { fingerprintFromQr } from '@umschlag/keyring/light';

/** Pixels, RGBA. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** What a picture shows: a key, a code that says something else, or no code that can be read. */
export type Reading = { readonly fingerprint: string } | 'foreign' | undefined;

/** What is said about a code that was held against a key. */
export type Outcome = 'same' | 'other' | 'foreign';

/** For a picture that somebody has chosen and waits for; frames of a camera come again. */
export const PATIENT_MS = 2_000;

/**
 * Reads the QR code in a picture.
 * @param timeLimit milliseconds for further tries; the default is one frame of a camera
 * @throws TypeError if the reader's script does not arrive
 */
export async function readCode(pixels: Pixels, timeLimit?: number): Promise<Reading> {
  const { decodeQR } = await import('qr/decode.js');
  let text: string;
  try {
    text = decodeQR(pixels, timeLimit === undefined ? {} : { timeLimit });
  } catch {
    // It throws where it finds no code, or none that is whole.
    return undefined;
  }
  try {
    return { fingerprint: fingerprintFromQr(text) };
  } catch {
    return 'foreign';
  }
}

/** @param fingerprint of the key that is to be found in the code */
export function outcomeOf(reading: Exclude<Reading, undefined>, fingerprint: string): Outcome {
  if (reading === 'foreign') return 'foreign';
  return reading.fingerprint === fingerprint ? 'same' : 'other';
}
