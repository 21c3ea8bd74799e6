export type { CaughtMail } from './caught-mail.ts';
export { type Catcher, type CatcherOptions, startCatcher } from './start-catcher.ts';
