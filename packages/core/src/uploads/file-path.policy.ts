import { AppError, PLATFORM_LIMITS, pathKey } from '@umschlag/std';

/** Why a path is refused; told as `details.reason`, so that the page can say what to mend. */
export type PathFault =
  | 'too_deep'
  | 'empty'
  | 'too_long'
  | 'not_unicode'
  | 'separator'
  | 'control_character'
  | 'dots'
  | 'trailing_dot_or_space'
  | 'file_and_folder';

/** Bidirectional overrides and isolates make `gpj.exe` look like `exe.jpg` (Unicode TR 36 §3.1), so they count as control. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/** @returns the fault of one folder or file name, already in NFC */
function faultOf(segment: string): PathFault | undefined {
  if (segment === '') return 'empty';
  if (!segment.isWellFormed()) return 'not_unicode';
  if (/[/\\]/.test(segment)) return 'separator';
  if (CONTROL.test(segment)) return 'control_character';
  if (segment === '.' || segment === '..') return 'dots';
  // Windows drops them silently, so that two names would become one.
  if (/[. ]$/.test(segment)) return 'trailing_dot_or_space';
  if (Buffer.byteLength(segment, 'utf8') > PLATFORM_LIMITS.maxSegmentOctets) return 'too_long';
  return undefined;
}

/**
 * A path as it is stored: each name in Unicode NFC (macOS sends NFD). Nothing else is changed: what does not fit is
 * refused before an octet moves, rather than renamed behind the sender's back.
 * @throws AppError `file_name_invalid` (details: `reason`, see {@link PathFault}, and `position` of the name, from 0)
 */
export function parseFilePath(path: readonly string[]): string[] {
  const deep = path.length < 1 || path.length > PLATFORM_LIMITS.maxPathSegments;
  if (deep) throw refusal(path.length < 1 ? 'empty' : 'too_deep', PLATFORM_LIMITS.maxPathSegments);
  return path.map((given, position) => {
    const segment = given.normalize('NFC');
    const fault = faultOf(segment);
    if (fault) throw refusal(fault, position);
    return segment;
  });
}

function refusal(reason: PathFault, position: number): AppError {
  return new AppError('file_name_invalid', 'The name of the file or of one of its folders cannot be used.', {
    details: { reason, position },
  });
}

/**
 * A file and a folder of one name cannot lie side by side: the archive of such a delivery could not be unpacked.
 * @param taken keys of the other files, made by {@link pathKey}
 * @throws AppError `file_name_invalid` (details: `reason`, and `position` of the name that stands for both)
 */
export function requireNoClash(path: readonly string[], taken: ReadonlySet<string>): void {
  const fileWhereFolder = path.findIndex((_, index) => index > 0 && taken.has(pathKey(path.slice(0, index))));
  if (fileWhereFolder > 0) throw refusal('file_and_folder', fileWhereFolder - 1);
  const asFolder = `${pathKey(path)}/`;
  for (const key of taken) if (key.startsWith(asFolder)) throw refusal('file_and_folder', path.length - 1);
}
