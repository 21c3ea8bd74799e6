/** How octets may be written down: as they are, in hex, in base64 at any offset, in JSON or in an address. */
function disguises(secret: Uint8Array): Buffer[] {
  const octets = Buffer.from(secret);
  const text = octets.toString('utf8');
  const hex = octets.toString('hex');
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = [hex, hex.toUpperCase(), encodeURIComponent(text), escaped, ...[0, 1, 2].flatMap(base64At(octets))];
  return [octets, Buffer.from(text, 'utf16le'), ...texts.map((one) => Buffer.from(one))];
}

/** The characters of base64 that the octets alone decide, when `offset` others stand before them. */
const base64At = (octets: Buffer) => (offset: number) => {
  const whole = Buffer.concat([Buffer.alloc(offset), octets]);
  const sure = whole.subarray(0, whole.length - (whole.length % 3)).toString('base64');
  const standard = sure.slice(Math.ceil((offset * 4) / 3));
  return [standard, standard.replaceAll('+', '-').replaceAll('/', '_')];
};

/** Which of the secrets stand in a pile of octets, in whatever disguise; by name. */
export function secretsIn(pile: Buffer, secrets: ReadonlyMap<string, Uint8Array>): string[] {
  return [...secrets].filter(([, secret]) => disguises(secret).some((one) => pile.includes(one))).map(([name]) => name);
}
