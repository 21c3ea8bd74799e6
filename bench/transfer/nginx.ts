import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

const PROGRAM = '/usr/sbin/nginx';

/** An nginx of its own on loopback that serves one folder; `undefined` where it is not installed. */
export async function startNginx(
  folder: string,
): Promise<{ url: string; root: string; stop(): Promise<void> } | undefined> {
  const root = join(folder, 'nginx');
  await mkdir(join(root, 'temporary'), { recursive: true });
  await chmod(folder, 0o755);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  await writeFile(
    join(root, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${root}/pid; error_log ${root}/error.log;
events { worker_connections 128; }
http { access_log off; sendfile on;
${temporary.map((name) => `${name}_temp_path ${root}/temporary/${name};`).join('\n')}
server { listen 127.0.0.1:${port}; root ${root}; } }
`,
  );
  const child = spawn(PROGRAM, ['-c', join(root, 'nginx.conf'), '-p', root], { stdio: 'ignore' });
  const failed = await Promise.race([once(child, 'error').then(() => true), answers(port)]);
  if (failed) return undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    root,
    stop: async () => {
      child.kill('SIGQUIT');
      await once(child, 'exit');
    },
  };
}

/** Waits until the port answers. @returns false: it has not failed */
async function answers(port: number): Promise<false> {
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
