/** What the page of a new upload link says once; a PIN is kept nowhere else. */
let created: { readonly id: string; readonly pin: string } | undefined;

export function noteJustCreated(id: string, pin: string): void {
  created = { id, pin };
}

/** The PIN of an upload link that was just created, empty where it has none; undefined for any other. */
export function takeJustCreated(id: string): string | undefined {
  const pin = created?.id === id ? created.pin : undefined;
  created = undefined;
  return pin;
}
