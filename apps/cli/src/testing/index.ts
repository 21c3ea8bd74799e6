export { atTerminal, PASSPHRASE } from './people.ts';
export { type Ended, startPlatform } from './platform.ts';
export { hashesBelow, noise, testFolder } from './test-folder.ts';
