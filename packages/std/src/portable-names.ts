import { pathKey, withoutDuplicate } from './distinct-paths.ts';

/** What Windows forbids in names; and control characters, and separators of other systems (APPNOTE 4.4.17.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: replacing them is the purpose
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*]/g;

/** Names that Windows gives to devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * The paths as every system can unpack them, Windows' Explorer too, which else refuses the whole archive: as 7-Zip does
 * it, `_` stands for what is forbidden and for dots and spaces at the end, and before the name of a device. Paths that
 * become the same get a number; whoever needed no change keeps their name.
 * @param paths folders from the outermost, then the name
 */
export function portablePaths(paths: readonly (readonly string[])[]): string[][] {
  const portable = paths.map((path) => path.map(portableName));
  const folders = new Set(portable.flatMap((path) => path.slice(1).map((_, at) => pathKey(path.slice(0, at + 1)))));
  const isChanged = (at: number) => pathKey(paths[at]!) !== pathKey(portable[at]!) || folders.has(pathKey(paths[at]!));
  const inTurn = [...portable.keys()].sort((a, b) => Number(isChanged(a)) - Number(isChanged(b)));
  const taken = new Set(folders);
  for (const at of inTurn) {
    const path = withoutDuplicate(portable[at]!, taken);
    portable[at] = path;
    taken.add(pathKey(path));
  }
  return portable;
}

function portableName(name: string): string {
  const plain = name.replace(FORBIDDEN, '_').replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return DEVICE.test(plain) ? `_${plain}` : plain;
}
