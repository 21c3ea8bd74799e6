/** Addresses out of typed or pasted text: separated by comma, semicolon, line break or tab; "Name <a@b>" gives a@b. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[,;\n\r\t]+/)
    .map((piece) => (/<([^<>]+)>/.exec(piece)?.[1] ?? piece).trim().replace(/^mailto:/i, ''))
    .flatMap((piece) => (piece.includes('@') && /\s/.test(piece) ? piece.split(/\s+/) : [piece]))
    .filter((piece) => piece !== '');
}

/** Whether a text can be an address. Loose on purpose: the server has the last word (RFC 5321 §4.1.2). */
export function looksLikeAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]+$/.test(text) && !/@[-.]|[-.]$|\.\.|^\./.test(text);
}

/** The list with others added, each once, however its letters are written. */
export function addAddresses(present: readonly string[], added: readonly string[]): string[] {
  const result = [...present];
  const keys = new Set(present.map((one) => one.toLowerCase()));
  for (const address of added) {
    if (keys.has(address.toLowerCase())) continue;
    keys.add(address.toLowerCase());
    result.push(address);
  }
  return result;
}
