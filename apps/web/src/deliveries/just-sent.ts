let sentId: string | undefined;

/** Carries "it was sent" from the compose page to the detail page that follows. */
export function noteJustSent(id: string): void {
  sentId = id;
}

export function takeJustSent(id: string): boolean {
  const taken = sentId === id;
  sentId = undefined;
  return taken;
}
