const DIGITS = 6;
/** The largest multiple of ten below 256: beyond it some digits would be likelier than others. */
const FAIR = 250;

/** Six digits from the browser's random numbers, each equally likely. */
export function suggestPin(): string {
  let pin = '';
  while (pin.length < DIGITS) {
    for (const octet of crypto.getRandomValues(new Uint8Array(DIGITS))) {
      if (octet < FAIR && pin.length < DIGITS) pin += octet % 10;
    }
  }
  return pin;
}
