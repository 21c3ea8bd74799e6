const SAMPLE_LINES = 20;

/**
 * Whether the lines have the same number of fields, two at least (RFC 4180 §2).
 * @param isCut whether the text goes on, so that its last line may not be whole
 */
export function isCsv(text: string, isCut: boolean): boolean {
  const lines = text.split(/\r?\n/, SAMPLE_LINES + 1);
  const whole = isCut || lines.length > SAMPLE_LINES ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line !== '');
  return filled.length >= 2 && [';', ',', '\t'].some((separator) => hasColumns(filled, separator));
}

function hasColumns(lines: readonly string[], separator: string): boolean {
  const [first, ...others] = lines.map((line) => separatorsIn(line, separator));
  // A comma in each of two lines is a letter rather than a table.
  const least = separator === ',' && lines.length < 3 ? 2 : 1;
  return first! >= least && others.every((count) => count === first);
}

function separatorsIn(line: string, separator: string): number {
  let count = 0;
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) count += 1;
  }
  return count;
}
