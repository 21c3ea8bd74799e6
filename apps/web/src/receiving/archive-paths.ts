import { numberedName, safeName } from '@umschlag/std/safe-name';

/**
 * Names for the archive that are harmless on every system, and stay different where making them so, or a system that
 * knows no capitals, would make two the same.
 */
export function archivePaths(paths: readonly (readonly string[])[]): string[][] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const folders = path.slice(0, -1).map(safeName);
    const name = safeName(path.at(-1)!);
    for (let number = 1; ; number += 1) {
      const whole = [...folders, numberedName(name, number)];
      const key = whole.join('/').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return whole;
    }
  });
}
