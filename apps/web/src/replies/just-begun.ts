/** The reply that was begun a moment ago in this tab: no text of it can have been lost. */
let justBegun: string | undefined;

export function noteJustBegun(deliveryId: string): void {
  justBegun = deliveryId;
}

/** Whether this one was begun a moment ago; true once. */
export function takeJustBegun(deliveryId: string | undefined): boolean {
  const isIt = deliveryId !== undefined && justBegun === deliveryId;
  justBegun = undefined;
  return isIt;
}
