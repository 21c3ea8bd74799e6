export { printable, printableLines } from './printable.ts';
export { type FileProgress, type Progress, showProgress } from './progress.ts';
export { formatBytes } from './sizes.ts';
export { processTerminal, type Terminal } from './terminal.ts';
