/** Runs one benchmark by its name: `npm run bench -- sealed 256`. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files beside the benchmarks that are none themselves. */
const PARTS = ['main', 'measure'];
const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => !PARTS.includes(name))
  .sort();

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  const problem = name === undefined ? 'Which benchmark?' : `There is no benchmark "${name}".`;
  process.stderr.write(`${problem} There is: ${names.join(', ')}.\n`);
  process.exit(2);
}
// A benchmark reads its own arguments as if started directly.
process.argv = [process.argv[0] ?? 'node', `${folder}${name}.ts`, ...args];
await import(`./${name}.ts`);
