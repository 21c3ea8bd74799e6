/** Levels 3 and 4: files are sealed by the sender's client, under keys that the server never has. */
export function isEndToEnd(level: number): boolean {
  return level >= 3;
}

/** Level 4: subject and message too. At level 3 they are encrypted at rest, as at levels 1 and 2. */
export function isMessageEndToEnd(level: number): boolean {
  return level === 4;
}
