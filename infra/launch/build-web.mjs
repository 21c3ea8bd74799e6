import { runTool } from './run.mjs';

/** Builds the web app, or takes turbo's stored result if none of its inputs changed. Output only of a failure. */
export async function buildWeb() {
  const args = [
    'run',
    'build',
    '--filter=@umschlag/web',
    '--no-daemon',
    '--cache=local:rw',
    '--output-logs=errors-only',
  ];
  const { code, output } = await runTool('turbo', 'turbo', args, { capture: true });
  if (code !== 0) process.stderr.write(output);
  return code;
}
