export { printable, printableLines } from './printable.ts';
export { type FileProgress, type Progress, showProgress } from './progress.ts';
export { formatBytes, formatDuration } from './sizes.ts';
export { processTerminal, type Screen, type Terminal } from './terminal.ts';
